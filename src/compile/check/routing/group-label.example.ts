import { routedPost } from "./routed-post.fixture.ts";

export const fails = routedPost({ groupBy: ["alertname", "knd"] });

export const passes = [
  routedPost({ groupBy: ["alertname", "kind", "owner"] }),
  routedPost({ groupBy: "all" }),
];
