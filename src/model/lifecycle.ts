/** Where the observed process is in its life. Only `ready` takes traffic. */
export const LIFECYCLE = ["starting", "ready", "draining"] as const;
export type Lifecycle = (typeof LIFECYCLE)[number];
