import { post } from "../post.fixture.ts";
import { promise } from "./promise.fixture.ts";

export const stack = { retention: "15d" } as const;

export const fails = post({}, { objectives: [promise({ period: "30d" })] });

export const passes = post({}, { objectives: [promise({ period: "14d" })] });
