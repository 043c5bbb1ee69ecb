import assert from "node:assert/strict";
import { test } from "node:test";
import { promql, type StatSpec, stat } from "../../../define/index.ts";
import { lag, withDashboard } from "./dashboards.fixture.ts";
import { overlappingPanels } from "./overlapping-panels.ts";

function panel(title: string, where: Pick<StatSpec, "at" | "width" | "height"> = {}) {
  return stat({
    title,
    description: "Lag.",
    queries: [{ expr: promql`max(${lag})`, legend: "lag" }],
    ...where,
  });
}

test("a panel upon another is found, and one beyond the end of its row", () => {
  const upon = panel("upon", { at: { x: 11, y: 7 } });
  const beyond = panel("beyond", { at: { x: 20, y: 20 } });
  const findings = overlappingPanels(withDashboard({ panels: [panel("first"), upon, beyond] }));
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [
      ["FAROL_OVERLAPPING_PANELS", 'the panel "upon" of "Jobs" upon "first"'],
      ["FAROL_OVERLAPPING_PANELS", 'the panel "beyond" of "Jobs" in the parts 20 to 32 of a row'],
    ],
  );
});

test("panels that touch, or flow into rows of several heights, are not found", () => {
  const panels = [
    panel("high", { width: 10, height: 12 }),
    panel("low", { width: 14, height: 4 }),
    panel("below", { width: 14, height: 8, at: { x: 10, y: 4 } }),
    panel("next row", { width: 24 }),
  ];
  assert.deepEqual(overlappingPanels(withDashboard({ panels })), []);
});
