import { runbook } from "../../../define/index.ts";
import { post, postAlert } from "../post.fixture.ts";

// as a definition in JavaScript can
const without = postAlert({ runbook: undefined as never });

export const fails = post({}, { rules: [without, postAlert({ severity: "info" }, "LettersPileUp")] });

export const passes = post({ runbook: runbook("RB-902", "Too many letters") });
