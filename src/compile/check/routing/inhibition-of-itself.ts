import type { AlertMatcher, Inhibition, Routing } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";

/** An inhibition whose source equals its target: alerts that are both never silence each other. */
export function inhibitionOfItself({ inhibitions }: Routing): Finding[] {
  return inhibitions.filter(isOfItself).map(({ place }) => ({
    code: "FAROL_INHIBITION_SELF",
    place,
    found: "an inhibition whose source equals its target",
    rule: "an alert that is source and target is not silenced by another that is both, so this silences nothing",
    cure: "Let the source be what makes the target needless.",
  }));
}

export function isOfItself({ source, target }: Inhibition): boolean {
  return written(source) === written(target);
}

function written(matchers: readonly AlertMatcher[]): string {
  const each = matchers.map(({ label, operator, value }) => JSON.stringify([label, operator, value]));
  return [...new Set(each)].sort().join();
}
