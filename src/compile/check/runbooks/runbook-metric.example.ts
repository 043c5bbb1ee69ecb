import { post } from "../post.fixture.ts";
import { runbookFolder } from "./folder.fixture.ts";

export const fails = post(
  {},
  { runbooks: runbookFolder({ "RB-902-too-many-letters.md": "Look at `letters_sent_total`." }) },
);

export const passes = post(
  {},
  { runbooks: runbookFolder({ "RB-902-too-many-letters.md": "Look at `letters_total`." }) },
);
