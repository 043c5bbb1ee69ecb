import assert from "node:assert/strict";
import { test } from "node:test";
import { promql, stat } from "../../../define/index.ts";
import { lag, withDashboard } from "./dashboards.fixture.ts";
import { duplicateQueries } from "./duplicate-query.ts";

const query = { expr: promql`max(${lag})`, legend: "lag" };

test("two queries of one id are found once", () => {
  const queries = [{ ...query, id: "B" }, query, { ...query, id: "B" }];
  const panel = stat({ title: "Lag", description: "Lag.", queries });
  const findings = duplicateQueries(withDashboard({ panels: [panel] }));
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [["FAROL_DUPLICATE_QUERY", 'several queries "B" in the panel "Lag" of "Jobs"']],
  );
});

test("queries that say no id have one each, and panels do not share them", () => {
  const panel = stat({ title: "Lag", description: "Lag.", queries: [query, query] });
  assert.deepEqual(duplicateQueries(withDashboard({ panels: [panel, panel] })), []);
});
