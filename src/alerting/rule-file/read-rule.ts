import { FarolError, type Labels } from "../../model/index.ts";
import { PromqlError, type Semantics } from "../../promql/index.ts";
import { parseTemplate } from "../template/alert-template.ts";
import { readRuleExpression } from "./rule-expression.ts";
import type { RuleSpec } from "./rule-group-spec.ts";
import { checkLabels, checkNames, checkRecord } from "./rule-names.ts";
import type { YamlValue } from "./yaml-value.ts";

const FIELDS = ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"] as const;
const OF_ALERTS = ["for", "keep_firing_for", "annotations"] as const;
type Fields = ReadonlyMap<(typeof FIELDS)[number], YamlValue>;

/** @throws FarolError FAROL_RULE_FILE */
export function readRule(rule: YamlValue, semantics: Semantics): RuleSpec {
  const fields = rule.fields(FIELDS);
  const [record, alert] = [given(fields.get("record")), given(fields.get("alert"))];
  if ((record === undefined) === (alert === undefined))
    throw rule.fault(
      record === undefined ? "a rule without a name" : `rule "${record.text()}"`,
      "a rule has either `record` or `alert`",
      "Give it the one that it is.",
    );
  const expr = readExpr(rule, fields, semantics);
  const labels = fields.get("labels");
  if (labels !== undefined) checkLabels(labels, semantics);
  const shared = { expr, labels: labels?.texts() ?? {} };
  if (record === undefined) return { ...readAlert(alert!, fields, semantics), ...shared };
  checkRecord(record, semantics);
  refuseOfAlerts(fields);
  return { kind: "recording", name: record.text(), ...shared };
}

function given(value: YamlValue | undefined): YamlValue | undefined {
  return value?.text() === "" ? undefined : value;
}

function readExpr(rule: YamlValue, fields: Fields, semantics: Semantics): string {
  const expr = given(fields.get("expr"));
  if (expr === undefined)
    throw rule.fault("a rule without `expr`", "a rule has one", "Give it an expression.");
  const text = expr.text();
  try {
    return readRuleExpression(text, semantics).text;
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    throw expr.fault(text.trim(), `Prometheus refuses it: ${error.message}`, "Mend the expression.");
  }
}

function readAlert(alert: YamlValue, fields: Fields, semantics: Semantics) {
  const annotations = fields.get("annotations");
  if (annotations !== undefined) checkNames("annotation", annotations, semantics);
  for (const texts of [fields.get("labels"), annotations]) if (texts !== undefined) checkTemplates(texts);
  return {
    kind: "alert",
    name: alert.text(),
    forMs: fields.get("for")?.durationMs() ?? 0,
    keepFiringForMs: fields.get("keep_firing_for")?.durationMs() ?? 0,
    annotations: annotations?.texts() ?? ({} as Labels),
  } as const;
}

function checkTemplates(texts: YamlValue): void {
  for (const [name, template] of texts.entries()) {
    try {
      parseTemplate(template.text());
    } catch (error) {
      if (!(error instanceof FarolError)) throw error;
      throw template.fault(`"${name}", ${error.fault.found}`, error.fault.rule, error.fault.cure);
    }
  }
}

/** As Prometheus, which sees no difference between a field that says nothing and none. */
function refuseOfAlerts(fields: Fields): void {
  for (const name of OF_ALERTS) {
    const value = fields.get(name);
    if (value === undefined) continue;
    const isSaid = name === "annotations" ? value.entries().size > 0 : value.durationMs() > 0;
    if (isSaid)
      throw value.fault(`\`${name}\` of a recording`, "only an alert has it", "Take it out of the rule.");
  }
}
