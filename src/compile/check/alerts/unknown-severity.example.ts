import { post } from "../post.fixture.ts";

export const fails = [post({ severity: "warn" as "warning" }), post({ labels: { severity: "critical" } })];

export const passes = post({ severity: "warning" });
