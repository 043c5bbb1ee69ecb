import type { Check } from "../check.ts";
import { broadInhibition } from "./broad-inhibition.ts";
import { brokenMatcher } from "./broken-matcher.ts";
import { brokenTemplate } from "./broken-template.ts";
import { circularInhibition } from "./circular-inhibition.ts";
import { groupLabel } from "./group-label.ts";
import { hastyRoute } from "./hasty-route.ts";
import { idleInhibition } from "./idle-inhibition.ts";
import { inhibitionLabel } from "./inhibition-label.ts";
import { inhibitionOfItself } from "./inhibition-of-itself.ts";
import { inlineSecret } from "./inline-secret.ts";
import { missingSecret } from "./missing-secret.ts";
import { repeatInterval } from "./repeat-interval.ts";
import { shadowedRoute } from "./shadowed-route.ts";
import { undefinedTemplate } from "./undefined-template.ts";
import { unheardAlert } from "./unheard-alert.ts";
import { unmatchedMatcher } from "./unmatched-matcher.ts";
import { unpagedCritical } from "./unpaged-critical.ts";
import { unreachedRoute } from "./unreached-route.ts";
import { unusedReceiver } from "./unused-receiver.ts";

/** Whether those are told of an alert who shall be, and in time. */
export const ROUTING_CHECKS: readonly Check[] = [
  brokenTemplate,
  undefinedTemplate,
  brokenMatcher,
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
  circularInhibition,
  hastyRoute,
  missingSecret,
  inlineSecret,
];
