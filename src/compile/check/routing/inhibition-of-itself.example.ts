import { inhibitedPost } from "./routed-post.fixture.ts";

const critical = { severity: "critical" } as const;

export const fails = inhibitedPost({ source: critical, target: critical, equal: [] });

export const passes = inhibitedPost({
  source: critical,
  target: { severity: "warning" },
  equal: ["kind"],
});
