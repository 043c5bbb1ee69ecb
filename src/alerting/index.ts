export { metricsReadBy, treeOf } from "./expression-tree.ts";
export { labelsInCommon, messageData, type Notification, type NotifiedAlert } from "./message/data.ts";
export { type MessageNode, type ParsedMessage, parseMessage } from "./message/parse.ts";
export { renderMessage } from "./message/render.ts";
export { renderHtmlMessage } from "./message/render-html.ts";
export { definitionsOf, renderReceiver, textsOf } from "./message/render-receiver.ts";
export { TEMPLATES } from "./message/templates.ts";
export { type Inhibitor, inhibitionBy, inhibitorsOf } from "./routing/inhibitors.ts";
export { matchesValue, type ValueOf, type Verdict, valuesOf, verdictOf } from "./routing/matcher.ts";
export { matcherText, readMatcher } from "./routing/matcher-text.ts";
export { pathsOf, type RouteSettings, settingsOf } from "./routing/settings.ts";
export { type Circumstances, type Delivery, mutesOf, type Simulation, simulate } from "./routing/simulate.ts";
export { type Stop, stopsOf } from "./routing/stops.ts";
export { alertLabels, annotations, below, type Links, ruleDocument, unindented } from "./rule-document.ts";
export { groupSpecsOf, type RuleDefinition } from "./rule-file/group-specs-of.ts";
export { readRuleFile } from "./rule-file/read-rule-file.ts";
export { type RuleExpression, readRuleExpression } from "./rule-file/rule-expression.ts";
export type {
  AlertRuleSpec,
  RecordingRuleSpec,
  RuleGroupSpec,
  RuleSpec,
} from "./rule-file/rule-group-spec.ts";
export {
  isAlert,
  isRecording,
  type PlainRule,
  type RuleGroup,
  type RuleOrigin,
  type RuleOrigins,
  ruleGroups,
  slug,
  withSources,
} from "./rule-groups.ts";
export type { Alert, FiringAlert, PendingAlert, ResolvedAlert } from "./rules/alert-state.ts";
export type { Alerting } from "./rules/alerting.ts";
export type { Recording } from "./rules/recording.ts";
export { type Reload, reloaded } from "./rules/reload.ts";
export { validForMs } from "./rules/report.ts";
export { healthOf, type RuleHealth } from "./rules/rule-health.ts";
export type { RuleSample, RuleSettings } from "./rules/rule-settings.ts";
export { RunningGroup } from "./rules/running-group.ts";
export type { RuleOutcome, RunningRule, WrittenSeries } from "./rules/running-rule.ts";
export type {
  AlertMoment,
  ExpressionMoment,
  MomentVerdict,
  RuleFault,
  RuleTest,
  RuleTestVerdict,
} from "./rules/test-run/rule-test.ts";
export { runRuleTest } from "./rules/test-run/run-rule-test.ts";
export { type AppendFault, TickOverlay, type TickSample } from "./rules/tick-overlay.ts";
export type { AlertData } from "./template/alert-rendering.ts";
export { parseTemplate } from "./template/alert-template.ts";
export { type ExpandedAlert, expandTemplate, type TemplateSample } from "./template/expand.ts";
export { labelNamesIn } from "./template/label-names.ts";
export { renderTemplate } from "./template/render.ts";
export { dependsOnLabelsOnly } from "./template/uses.ts";
