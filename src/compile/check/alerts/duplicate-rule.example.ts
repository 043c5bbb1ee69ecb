import { promql } from "../../../define/index.ts";
import { letters, post, postAlert } from "../post.fixture.ts";

const again = { expr: promql`sum  by (kind) ((rate(${letters}[5m]))) > 10 # more than usual` };

export const fails = post({}, { rules: [postAlert(), postAlert(again, "LettersPileUp")] });

export const passes = post(
  {},
  { rules: [postAlert(), postAlert({ ...again, severity: "info" }, "LettersPileUp")] },
);
