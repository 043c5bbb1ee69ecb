import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aRoutedMonitoring, aStandardRouting } from "../../../../test/standard-routing.ts";
import { defineMonitoring, defineRouting, promql, route } from "../../../define/index.ts";
import { defineStack } from "../../stack.ts";
import { checkMonitoring, type Finding } from "../index.ts";
import { post } from "../post.fixture.ts";
import { DEFECTS } from "./defects.fixture.ts";
import { ROUTING_CHECKS } from "./index.ts";
import { oncall, pager, routedPost } from "./routed-post.fixture.ts";

const CODES = new Set(ROUTING_CHECKS.map(({ code }) => code));

function findings(monitoring: Parameters<typeof checkMonitoring>[0]): Finding[] {
  const options = { secretsFolder: `${import.meta.dirname}/secrets.fixture` };
  return checkMonitoring(monitoring, defineStack(), options).filter(({ code }) => CODES.has(code));
}

describe("the standard routing", () => {
  it("has no findings", () => assert.deepEqual(findings(aRoutedMonitoring(aStandardRouting())), []));

  for (const { name, code, routing } of DEFECTS) {
    it(`with ${name} has one`, () => {
      const codes: string[] = findings(aRoutedMonitoring(routing)).map((finding) => finding.code);
      assert.ok(codes.includes(code), codes.join());
    });
  }
});

it("what may be is not found where an alert's labels are not known", () => {
  const root = route({
    receivers: [oncall, pager],
    groupBy: ["knd"],
    routes: [route({ match: { knd: "x" } })],
  });
  const routing = defineRouting({ root });
  assert.equal(findings(post({}, { routing })).length, 2);
  for (const expr of [promql`somebody_elses > 0`, promql`sum(`])
    assert.deepEqual(findings(post({ expr }, { routing })), []);
});

it("a finding stands where the mistake was written", () => {
  const [finding] = findings(routedPost({ routes: [route({ match: { alertname: "FloodOfLeters" } })] }));
  assert.equal(finding?.nearest, "FloodOfLetters");
  assert.match(finding.place.file, /routing\.test\.ts$/);
});

it("without a routing there is nothing to find", () => {
  assert.deepEqual(findings(defineMonitoring({ service: "reviews" })), []);
});
