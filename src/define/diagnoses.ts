import { type Diagnosis, FarolError, type Rule } from "../model/index.ts";

/**
 * Rules that came with integrations, which name diagnoses of each other: without the names of those that are not here,
 * as dashboards are without the panels that nothing is there for.
 */
export function withKnownDiagnoses(rules: readonly Rule[], known: readonly Diagnosis[]): Rule[] {
  const names = new Set(known.map(({ name }) => name));
  return rules.map((rule) => {
    if (rule.kind !== "alert" || rule.diagnoses === undefined) return rule;
    const diagnoses = rule.diagnoses.filter((name) => names.has(name));
    return diagnoses.length === rule.diagnoses.length ? rule : { ...rule, diagnoses };
  });
}

/** @throws FarolError FAROL_UNKNOWN_DIAGNOSIS when a rule names one that is not here. */
export function refuseUnknownDiagnoses(rules: readonly Rule[], known: readonly Diagnosis[]): void {
  const names = known.map(({ name }) => name);
  for (const rule of rules) {
    const unknown = rule.kind === "alert" && rule.diagnoses?.find((name) => !names.includes(name));
    if (unknown) throw unknownDiagnosis(rule.name, unknown, names);
  }
}

function unknownDiagnosis(alert: string, name: string, known: readonly string[]): FarolError {
  return new FarolError({
    code: "FAROL_UNKNOWN_DIAGNOSIS",
    found: `the diagnosis "${name}" of the alert "${alert}"`,
    rule: "an alert names diagnoses that an integration of the same monitoring brings",
    cure:
      known.length === 0 ? "No integration here brings any." : `There are ${known.toSorted().join(", ")}.`,
  });
}
