import { post } from "../post.fixture.ts";

export const fails = [post({ owner: "" }), post({}, { owner: " " })];

export const passes = [post({ owner: "sorting" }), post({}, { owner: "sorting" })];
