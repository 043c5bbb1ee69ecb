import { post } from "../post.fixture.ts";
import { promise } from "./promise.fixture.ts";

export const stack = { interval: "30s" } as const;

export const fails = post({}, { objectives: [promise({ scrapeInterval: "15s" })] });

export const passes = post({}, { objectives: [promise({ scrapeInterval: "30s" })] });
