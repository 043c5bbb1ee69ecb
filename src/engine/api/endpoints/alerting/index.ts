import type { Endpoint } from "../../endpoint.ts";
import { alertList } from "./alert-list.ts";
import { alertResolve } from "./alert-resolve.ts";
import { auditList } from "./audit-list.ts";
import { notificationList } from "./notification-list.ts";
import { receiverTest } from "./receiver-test.ts";
import { ruleList } from "./rule-list.ts";
import { silenceAdd } from "./silence-add.ts";
import { silenceExpire } from "./silence-expire.ts";
import { silenceList } from "./silence-list.ts";

/** What is asked and done about alerts, and what was done. */
export const ALERTING_ENDPOINTS: readonly Endpoint[] = [
  alertList,
  alertResolve,
  silenceList,
  silenceAdd,
  silenceExpire,
  ruleList,
  notificationList,
  receiverTest,
  auditList,
];
