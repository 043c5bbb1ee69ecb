import { route } from "../../../define/index.ts";
import { oncall, routedPost } from "./routed-post.fixture.ts";

export const fails = routedPost({
  routes: [route({ match: { alertname: "TooManyLetters", severity: "critical" } })],
});

export const passes = routedPost({
  routes: [route({ match: { alertname: "TooManyLetters", severity: "warning" }, receivers: [oncall] })],
});
