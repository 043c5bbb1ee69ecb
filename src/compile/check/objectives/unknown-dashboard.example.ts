import { post } from "../post.fixture.ts";
import { promise } from "./promise.fixture.ts";

export const fails = post({}, { objectives: [{ ...promise(), dashboard: "posts" }] });

export const passes = post({}, { objectives: [{ ...promise(), dashboard: "post" }] });
