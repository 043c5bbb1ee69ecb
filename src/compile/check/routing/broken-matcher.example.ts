import { matching, route } from "../../../define/index.ts";
import { oncall, routedPost } from "./routed-post.fixture.ts";

export const fails = routedPost({
  routes: [route({ match: { alertname: matching("(?=TooMany).*") }, receivers: [oncall] })],
});

export const passes = routedPost({
  routes: [route({ match: { alertname: matching("TooMany.*") }, receivers: [oncall] })],
});
