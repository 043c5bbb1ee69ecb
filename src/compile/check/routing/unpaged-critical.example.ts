import { oncall, pager, routedPost } from "./routed-post.fixture.ts";

export const fails = routedPost({ receivers: [oncall] });

export const passes = routedPost({ receivers: [oncall, pager] });
