import { routedPost } from "./routed-post.fixture.ts";

export const fails = [
  routedPost({ groupInterval: "5m", repeatInterval: "7m" }),
  routedPost({ groupInterval: "7m" }), // whose alerts are repeated every 4h, as is usual
];

export const passes = routedPost({ groupInterval: "5m", repeatInterval: "10m" });
