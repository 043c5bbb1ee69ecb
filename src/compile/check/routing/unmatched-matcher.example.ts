import { matching, route } from "../../../define/index.ts";
import { inhibitedPost, oncall, routedPost } from "./routed-post.fixture.ts";

export const fails = [
  routedPost({ routes: [route({ match: { alertname: "TooManyLeters" }, receivers: [oncall] })] }),
  routedPost({ routes: [route({ match: { knd: "bill" } })] }),
  inhibitedPost({ source: { alertname: "FarTooMany" }, target: { severity: "warning" }, equal: [] }),
];

export const passes = [
  routedPost({ routes: [route({ match: { alertname: "TooManyLetters" }, receivers: [oncall] })] }),
  routedPost({ routes: [route({ match: { kind: "bill" } })] }),
  routedPost({ routes: [route({ match: { alertname: matching(".*Letters") } })] }),
  routedPost({ routes: [route({ match: { severity: "info" }, receivers: [oncall] })] }),
];
