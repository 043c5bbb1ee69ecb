import { route } from "../../../define/index.ts";
import { oncall, pager, routedPost } from "./routed-post.fixture.ts";

export const fails = routedPost({ receivers: [pager] }, { receivers: [oncall] });

export const passes = routedPost(
  { receivers: [pager], routes: [route({ match: { severity: "warning" }, receivers: [oncall] })] },
  { receivers: [oncall] },
);
