import assert from "node:assert/strict";
import { test } from "node:test";
import { type StatSpec, stat } from "../../../define/index.ts";
import { overlappingPanels } from "./overlapping-panels.ts";
import { foundBy, sent, shownPost } from "./post-dashboard.fixture.ts";

function panel(title: string, where: Pick<StatSpec, "at" | "width" | "height"> = {}) {
  return stat({ title, description: "Sent.", queries: [sent], ...where });
}

test("a panel upon another is found, and one beyond the end of its row", () => {
  const upon = panel("upon", { at: { x: 11, y: 7 } });
  const beyond = panel("beyond", { at: { x: 20, y: 20 } });
  assert.deepEqual(foundBy(overlappingPanels, shownPost({ panels: [panel("first"), upon, beyond] })), [
    'the panel "upon" of "Mail" upon "first"',
    'the panel "beyond" of "Mail" in the parts 20 to 32 of a row',
  ]);
});

test("panels that touch, or flow into rows of several heights, are not found", () => {
  const panels = [
    panel("high", { width: 10, height: 12 }),
    panel("low", { width: 14, height: 4 }),
    panel("below", { width: 14, height: 8, at: { x: 10, y: 4 } }),
    panel("next row", { width: 24 }),
  ];
  assert.deepEqual(foundBy(overlappingPanels, shownPost({ panels })), []);
});
