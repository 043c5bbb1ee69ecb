import { isAlert, parseTemplate, type RuleGroup, ruleDocument, ruleGroups } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import type { Rule } from "../../../model/index.ts";
import type { Stack } from "../../stack.ts";
import type { GeneratedFile, Target } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";
import { checkFunctions } from "./functions.ts";

/** `prometheus/prometheus.yml`, and a file of rules for each group. */
export const prometheus: Target = (monitoring, stack) => [
  configurationFile(monitoring, stack),
  ...ruleGroups(monitoring).map((group) => rulesFile(group, monitoring, stack)),
];

/** Where a group's rules are, from the folder that is generated into. */
export function rulesPath({ slug }: RuleGroup): string {
  return `prometheus/rules/${slug}.yml`;
}

/** A file of one group's rules. */
export function rulesFile(group: RuleGroup, monitoring: Monitoring, stack: Stack): GeneratedFile {
  for (const rule of group.rules) checkRule(rule, stack);
  const rules = group.rules.map((rule) => ruleDocument(rule, monitoring, stack));
  const document = { groups: [{ name: group.name, interval: stack.interval, rules }] };
  return { path: rulesPath(group), text: yamlFile(monitoring.service, program(stack), document) };
}

/** What Prometheus would refuse, or show as an error in place of an alert's text. */
function checkRule(rule: Rule, { versions }: Stack): void {
  checkFunctions(rule, versions.prometheus);
  if (!isAlert(rule)) return;
  for (const template of [rule.summary, rule.description, ...Object.values(rule.labels)])
    parseTemplate(template);
}

/** What it scrapes, evaluates and notifies. */
export function configurationFile({ service }: Monitoring, stack: Stack): GeneratedFile {
  const document = {
    global: { scrape_interval: stack.interval, evaluation_interval: stack.interval },
    rule_files: ["rules/*.yml"],
    alerting: { alertmanagers: [{ static_configs: [{ targets: stack.alertmanagers }] }] },
    scrape_configs: [
      {
        job_name: service,
        metrics_path: "/metrics",
        static_configs: [{ targets: stack.service, labels: { service } }],
      },
    ],
  };
  return { path: "prometheus/prometheus.yml", text: yamlFile(service, program(stack), document) };
}

function program({ versions }: Stack): string {
  return `Prometheus ${versions.prometheus}`;
}
