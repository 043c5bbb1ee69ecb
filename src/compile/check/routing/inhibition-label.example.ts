import { inhibitedPost } from "./routed-post.fixture.ts";

const graverOnly = (equal: readonly string[]) =>
  inhibitedPost({
    source: { alertname: "FarTooManyLetters" },
    target: { alertname: "TooManyLetters" },
    equal,
  });

export const fails = graverOnly(["kind", "ofice"]);

export const passes = graverOnly(["kind", "owner"]);
