import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseTraceparent } from "./trace-context.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

describe("a traceparent header", () => {
  it("names the trace, its caller, and whether the caller keeps it", () => {
    assert.deepEqual(parseTraceparent(`00-${TRACE}-${PARENT}-01`), {
      traceId: TRACE,
      parentId: PARENT,
      sampled: true,
    });
    assert.equal(parseTraceparent(`00-${TRACE}-${PARENT}-02`)?.sampled, false);
  });

  it("of a later version may go on behind another dash", () => {
    assert.equal(parseTraceparent(`cc-${TRACE}-${PARENT}-01-more`)?.traceId, TRACE);
  });

  const invalid = {
    "upper-case digits": `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    "a trace id of zeros": `00-${"0".repeat(32)}-${PARENT}-01`,
    "a parent id of zeros": `00-${TRACE}-${"0".repeat(16)}-01`,
    "version ff": `ff-${TRACE}-${PARENT}-01`,
    "version 00 that goes on": `00-${TRACE}-${PARENT}-01-more`,
    "a short trace id": `00-${TRACE.slice(1)}-${PARENT}-01`,
    "two values in one": `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`,
    nothing: "",
  };
  for (const [what, header] of Object.entries(invalid)) {
    it(`is not taken with ${what}`, () => assert.equal(parseTraceparent(header), undefined));
  }
});
