import { post } from "../post.fixture.ts";

export const stack = { interval: "30s" } as const;

export const fails = [post({ for: "30s" }), post({ keepFiringFor: "5 minutes" as "5m" })];

export const passes = [post({ for: "1m" }), post({ keepFiringFor: "5m" })];
