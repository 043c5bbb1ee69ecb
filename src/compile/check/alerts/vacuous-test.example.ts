import { alertTest } from "../../../define/index.ts";
import { testsOf } from "../../tests-of.ts";
import { post, postAlert } from "../post.fixture.ts";

const tests = testsOf(postAlert());
const { input } = tests[0]!;

const withTest = (expect: Parameters<typeof alertTest>[1]["expect"]) =>
  post({ tests: [...tests, alertTest("few letters", { shows: "silent", interval: "15s", input, expect })] });

export const fails = [
  withTest([]),
  // nothing fires within a `for` of ten minutes
  withTest([{ at: "5m", firing: [] }]),
  withTest([{ at: "20m", firing: [{ kind: "bill" }] }]),
];

export const passes = withTest([{ at: "20m", firing: [] }]);
