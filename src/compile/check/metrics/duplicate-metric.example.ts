import { counter } from "../../../define/index.ts";
import { post } from "../post.fixture.ts";

const refused = counter({ name: "letters_refused_total", help: "Letters without a stamp." });

export const fails = post(
  {},
  {
    metrics: [
      ...post().metrics,
      refused,
      counter({ name: "letter_refused_total", help: "How many were sent back." }),
    ],
  },
);

export const passes = post({}, { metrics: [...post().metrics, refused] });
