import { post } from "../post.fixture.ts";
import { runbookFolder } from "./folder.fixture.ts";

export const fails = post(
  {},
  {
    runbooks: runbookFolder({
      "RB-902-too-many-letters.md": "First [count them](#counting).\n\n## How to count letters\n",
    }),
  },
);

export const passes = post(
  {},
  {
    runbooks: runbookFolder({
      "RB-902-too-many-letters.md": "First [count them](#how-to-count-letters).\n\n## How to count letters\n",
    }),
  },
);
