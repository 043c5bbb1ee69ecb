import { post } from "../post.fixture.ts";

export const fails = post({ dashboard: "posts" });

export const passes = post({ dashboard: "post" });
