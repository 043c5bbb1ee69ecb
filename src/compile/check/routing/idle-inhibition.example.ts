import { inhibitedPost } from "./routed-post.fixture.ts";

const graverOnly = (equal: readonly string[]) =>
  inhibitedPost({ source: { severity: "critical" }, target: { severity: "warning" }, equal });

export const fails = graverOnly(["kind", "severity"]);

export const passes = graverOnly(["kind", "owner"]);
