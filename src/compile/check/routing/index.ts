import type { Monitoring } from "../../../define/index.ts";
import type { Routing } from "../../../model/index.ts";
import { isAlert } from "../../rule-groups.ts";
import type { Finding } from "../finding.ts";
import { broadInhibition } from "./broad-inhibition.ts";
import { brokenTemplate } from "./broken-template.ts";
import { groupLabel } from "./group-label.ts";
import { idleInhibition } from "./idle-inhibition.ts";
import { inhibitionLabel } from "./inhibition-label.ts";
import { inhibitionOfItself } from "./inhibition-of-itself.ts";
import { missingSecret } from "./missing-secret.ts";
import { repeatInterval } from "./repeat-interval.ts";
import { type LabelsOf, type RoutedAlert, routedAlert } from "./routed-alert.ts";
import { shadowedRoute } from "./shadowed-route.ts";
import { undefinedTemplate } from "./undefined-template.ts";
import { unheardAlert } from "./unheard-alert.ts";
import { unmatchedMatcher } from "./unmatched-matcher.ts";
import { unpagedCritical } from "./unpaged-critical.ts";
import { unreachedRoute } from "./unreached-route.ts";
import { unusedReceiver } from "./unused-receiver.ts";

export type { LabelsOf } from "./routed-alert.ts";

const RULES: readonly ((routing: Routing, alerts: readonly RoutedAlert[]) => Finding[])[] = [
  brokenTemplate,
  undefinedTemplate,
  unmatchedMatcher,
  unreachedRoute,
  shadowedRoute,
  unusedReceiver,
  unheardAlert,
  unpagedCritical,
  groupLabel,
  repeatInterval,
  inhibitionOfItself,
  inhibitionLabel,
  idleInhibition,
  broadInhibition,
];

export interface RoutingCheck {
  /** Default: nothing is known, and what might be is taken to be. */
  readonly labelsOf?: LabelsOf;
  /** The files that become the routing's folder of secrets. Default: none are looked for. */
  readonly secretsFolder?: string;
}

/** What is wrong with the routing of a monitoring; nothing where it has none. */
export function checkRouting(monitoring: Monitoring, options: RoutingCheck = {}): Finding[] {
  const { routing, rules, owner } = monitoring;
  if (routing === undefined) return [];
  const { labelsOf = () => undefined, secretsFolder } = options;
  const alerts = rules.filter(isAlert).map((rule) => routedAlert(rule, owner, labelsOf));
  const secrets = secretsFolder === undefined ? [] : missingSecret(routing, secretsFolder);
  return [...RULES.flatMap((rule) => rule(routing, alerts)), ...secrets];
}
