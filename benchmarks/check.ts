/**
 * What does `farol check` find, and how long does it take? Each alert of the reference application is given one defect
 * at a time, of the kind that leaves a rule valid: a name that is not there, a rate or a comparison that is missing.
 * Prometheus' own linter is shown the same rules. The time is that of a definition as large as several services.
 */
import { checkMonitoring, defineStack } from "farol/compile";
import { monitoring } from "../reviews/monitoring.ts";
import { checkMutants } from "../test/check-mutations.ts";
import { DEFECTS } from "../test/definition-mutations.ts";
import { largeDefinition } from "./check/large-definition.ts";
import { foundByPromtool } from "./check/promtool-lint.ts";
import { median, report } from "./harness/result.ts";

const ROUNDS = process.argv.includes("--quick") ? 3 : 15;
const RULES = 1000;
const DASHBOARDS = 50;

const verdicts = checkMutants(monitoring);
const linted = new Set(foundByPromtool(verdicts.map(({ mutant }) => mutant.alert)));
for (const defect of [undefined, ...DEFECTS]) {
  const of = verdicts.filter(({ mutant }) => defect === undefined || mutant.defect === defect);
  const farol = of.filter(({ findings }) => findings.length > 0).length;
  const promtool = of.filter(({ mutant }) => linted.has(mutant.alert)).length;
  const measure = `found of ${of.length} mutants${defect === undefined ? "" : `: ${defect}`}`;
  const percent = (found: number) => (100 * found) / of.length;
  report({
    ...{ measure, who: "farol", value: percent(farol), unit: "%" },
    ...(defect === undefined && { target: "at least 99", reached: percent(farol) >= 99 }),
  });
  report({ measure, who: "promtool check rules --lint=all", value: percent(promtool), unit: "%" });
}

const large = largeDefinition(monitoring, RULES, DASHBOARDS);
const stack = defineStack();
const seconds = Array.from({ length: ROUNDS }, () => {
  const begin = performance.now();
  checkMonitoring(large, stack);
  return (performance.now() - begin) / 1000;
});
const value = median(seconds);
report({
  measure: `check ${large.rules.length} rules and ${large.dashboards.length} dashboards`,
  who: "farol",
  value,
  unit: "s",
  target: "under 2",
  reached: value < 2,
});
