import { alert, alertTest, promql } from "../../../define/index.ts";
import { testsOf } from "../../tests-of.ts";
import { post, postAlert } from "../post.fixture.ts";

const tested = postAlert();
const [, ...others] = testsOf(tested);
const always = alertTest("whatever happens", {
  shows: "fires",
  interval: "15s",
  input: [],
  expect: [{ at: "1h", firing: [{}] }],
});

export const fails = [post({ tests: [] }), post({ tests: others })];

export const passes = [
  post({ tests: testsOf(tested) }),
  // it fires always, and its tests show nothing else
  post({}, { rules: [tested, alert("Watchdog", { ...tested, expr: promql`vector(1)`, tests: [always] })] }),
];
