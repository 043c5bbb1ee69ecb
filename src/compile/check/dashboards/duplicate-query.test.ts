import assert from "node:assert/strict";
import { test } from "node:test";
import { pie, stat } from "../../../define/index.ts";
import { duplicateQuery } from "./duplicate-query.ts";
import { foundBy, sent, shownPost } from "./post-dashboard.fixture.ts";

test("queries of one id are found once, however many they are", () => {
  const queries = ["B", "A", "B", "B"].map((id) => ({ ...sent, id }));
  const panel = stat({ title: "Letters", description: "Sent.", queries });
  assert.deepEqual(foundBy(duplicateQuery, shownPost({ panels: [panel] })), [
    'several queries "B" in the panel "Letters" of "Mail"',
  ]);
});

test("queries that say no id have one each, and panels do not share them", () => {
  const queries = [sent, sent];
  const panels = [
    stat({ title: "Letters", description: "Sent.", queries }),
    pie({ title: "Kinds", description: "Sent.", queries }),
  ];
  assert.deepEqual(foundBy(duplicateQuery, shownPost({ panels })), []);
});
