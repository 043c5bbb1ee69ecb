import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { httpRequestDuration } from "../../src/integrations/http/metrics.ts";
import { errorPageFaults } from "./errors.ts";
import { metricsPage } from "./metrics.ts";

describe("the page of metrics", () => {
  it("tells of each metric its type, unit, labels and file", () => {
    const page = metricsPage([{ title: "HTTP", metrics: [httpRequestDuration] }]);
    assert.match(page, /## HTTP\n\n### http_request_duration_seconds\n/);
    assert.match(page, /- histogram, in seconds\n- `method`: `GET`, /);
    assert.match(page, /- `endpoint`: \*unbounded\*\n- buckets: 0\.001, /);
    assert.match(page, /at most 2000 series\n- declared in \[src\/integrations\/http\/metrics\.ts\]/);
  });
});

describe("the page of errors", () => {
  const source = 'throw new FarolError({ code: "FAROL_A", found });';

  it("is right when each code stands on both sides", () => {
    assert.deepEqual(errorPageFaults({ "src/a.ts": source }, "# Errors\n\n## FAROL_A\n\nText."), []);
  });

  it("misses a code that is thrown and not explained", () => {
    const faults = errorPageFaults({ "src/a.ts": source, "src/b.ts": source }, "FAROL_A in passing");
    assert.equal(faults.length, 1);
    assert.match(faults[0]!, /does not explain FAROL_A/);
  });

  it("does not explain what only a check finds", () => {
    const sources = { "src/compile/check/names/a.ts": source };
    assert.deepEqual(errorPageFaults(sources, ""), []);
    assert.equal(errorPageFaults(sources, "## FAROL_A").length, 1);
  });

  it("has a code too many when nothing throws it", () => {
    assert.match(errorPageFaults({}, "## FAROL_B").join(), /explains FAROL_B, which nothing throws/);
  });
});
