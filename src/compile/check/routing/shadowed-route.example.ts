import { route } from "../../../define/index.ts";
import { oncall, pager, routedPost } from "./routed-post.fixture.ts";

const critical = route({ match: { severity: "critical" }, receivers: [pager] });
const warning = route({ match: { severity: "warning" }, receivers: [oncall] });
const flood = route({ match: { alertname: "FloodOfLetters" }, receivers: [pager, oncall] });
const tooMany = route({ match: { alertname: "TooManyLetters" }, receivers: [pager] });

export const fails = [routedPost({ routes: [warning, tooMany] }), routedPost({ routes: [critical, flood] })];

export const passes = [
  routedPost({ routes: [tooMany, warning, flood, critical] }),
  routedPost({ routes: [{ ...warning, continue: true }, tooMany] }),
  routedPost({ routes: [route({ match: { kind: "bill" } }), critical] }),
];
