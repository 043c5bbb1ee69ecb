import { post } from "../post.fixture.ts";
import { runbookFolder } from "./folder.fixture.ts";

export const fails = post(
  {},
  {
    runbooks: runbookFolder({
      "RB-902-too-many-letters.md": "Send a second truck.",
      "RB-903-truck-broken.md": "Call the workshop.",
    }),
  },
);

export const passes = post(
  {},
  {
    runbooks: runbookFolder({
      "RB-902-too-many-letters.md": "Send a second truck. [If it is broken](RB-903-truck-broken.md)",
      "RB-903-truck-broken.md": "Call the workshop.",
    }),
  },
);
