import { post } from "../post.fixture.ts";

export const fails = [post({ summary: "" }), post({ description: " " })];

export const passes = post({ summary: "Too many letters", description: "More than ten a second." });
