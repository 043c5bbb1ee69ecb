import { runbook } from "../../../define/index.ts";
import { post } from "../post.fixture.ts";
import { runbookFolder } from "./folder.fixture.ts";

const runbooks = runbookFolder({ "letters.md": "# Too many letters" });

export const fails = post({ runbook: runbook("RB-902", "Too many letters", "leters.md") }, { runbooks });

export const passes = post({ runbook: runbook("RB-902", "Too many letters", "letters.md") }, { runbooks });
