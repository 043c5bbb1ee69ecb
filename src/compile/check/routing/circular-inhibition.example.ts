import { inhibitedPost } from "./routed-post.fixture.ts";

const [many, flood] = [{ alertname: "FarTooManyLetters" }, { alertname: "FloodOfLetters" }];
const floodOnly = { source: flood, target: many, equal: ["kind"] };

export const fails = inhibitedPost(floodOnly, { source: many, target: flood, equal: ["kind"] });

export const passes = inhibitedPost(floodOnly);
