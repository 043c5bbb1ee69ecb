import type { Semantics } from "../../promql/index.ts";
import { readRule } from "./read-rule.ts";
import type { RuleGroupSpec } from "./rule-group-spec.ts";
import { checkLabels } from "./rule-names.ts";
import { YamlValue } from "./yaml-value.ts";

const FIELDS = ["name", "interval", "query_offset", "limit", "labels", "rules"] as const;

/**
 * Reads a file of rules as Prometheus and promtool do: what they refuse is refused.
 * @param path the file's name, as errors name it
 * @param semantics which Prometheus' expressions and names. Default: `v3`
 * @throws FarolError FAROL_RULE_FILE
 */
export function readRuleFile(text: string, path: string, semantics: Semantics = "v3"): RuleGroupSpec[] {
  const groups = YamlValue.read(text, path).fields(["groups"]).get("groups")?.items() ?? [];
  const names = new Set<string>();
  return groups.map((group) => {
    const spec = readGroup(group, path, semantics);
    if (names.has(spec.name))
      throw group.fault(
        `group "${spec.name}"`,
        "a file has one group of a name",
        "Name one of them otherwise, or join them.",
      );
    names.add(spec.name);
    return spec;
  });
}

function readGroup(group: YamlValue, file: string, semantics: Semantics): RuleGroupSpec {
  const fields = group.fields(FIELDS);
  const name = fields.get("name")?.text() ?? "";
  if (name === "") throw group.fault("a group without a name", "each group has one", "Give it a `name`.");
  const labels = fields.get("labels");
  if (labels !== undefined) checkLabels(labels, semantics);
  return {
    ...{ name, file },
    intervalMs: fields.get("interval")?.durationMs() || undefined,
    limit: fields.get("limit")?.wholeNumber() ?? 0,
    queryOffsetMs: fields.get("query_offset")?.durationMs() ?? 0,
    labels: labels?.texts() ?? {},
    rules: (fields.get("rules")?.items() ?? []).map((rule) => readRule(rule, semantics)),
  };
}
