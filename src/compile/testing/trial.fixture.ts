import { mailAlert, mailRecording, monitoringOf } from "../../../test/mail-monitoring.ts";
import { promql } from "../../define/index.ts";
import type { Expression } from "../../model/index.ts";
import { defineStack } from "../stack.ts";
import type { Expectation } from "../targets/promtool/document.ts";
import { type Trial, testedGroup } from "./trial.ts";

const stack = defineStack({ versions: { prometheus: "2.42" } });

/**
 * The alert MailsStopped, which fires at once, and a recording `kind:mails:any` of an expression, over `m{kind="bill"}`,
 * which is 0 at each minute from the start.
 */
export function mailTrial(recorded: Expression, expected: readonly Expectation[]): Trial {
  const stopped = mailAlert("MailsStopped", { expr: promql`m == 0`, for: "0s" });
  const rules = [mailRecording("kind:mails:any", recorded), stopped];
  return {
    group: testedGroup({ name: "mail", slug: "mail", rules }, monitoringOf(...rules), stack),
    document: {
      rule_files: ["../rules/mail.yml"],
      evaluation_interval: "1m",
      tests: expected.map((one) => ({
        ...{ name: "any", interval: "1m" },
        input_series: [{ series: 'm{kind="bill"}', values: "0x10" }],
        ...one,
      })),
    },
  };
}

/** Expects the recording to be a number at 5m. */
export function isRecorded(value: number): Expectation {
  const labels = 'kind:mails:any{kind="bill"}';
  return {
    promql_expr_test: [{ expr: "kind:mails:any", eval_time: "5m", exp_samples: [{ labels, value }] }],
  };
}
