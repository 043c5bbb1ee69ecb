import { inhibitedPost } from "./routed-post.fixture.ts";

const [TooManyLetters, FarTooManyLetters] = [
  { alertname: "TooManyLetters" },
  { alertname: "FarTooManyLetters" },
];

export const fails = [
  // bills on account of news
  inhibitedPost({ source: FarTooManyLetters, target: TooManyLetters, equal: [] }),
  // what is critical on account of a warning
  inhibitedPost({ source: TooManyLetters, target: FarTooManyLetters, equal: ["kind"] }),
];

export const passes = inhibitedPost({ source: FarTooManyLetters, target: TooManyLetters, equal: ["kind"] });
