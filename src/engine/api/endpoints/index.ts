import type { Endpoint } from "../endpoint.ts";
import { ALERTING_ENDPOINTS } from "./alerting/index.ts";
import { cacheClear } from "./cache-clear.ts";
import { cacheStatus } from "./cache-status.ts";
import { deploymentList } from "./deployment-list.ts";
import { deploymentRecord } from "./deployment-record.ts";
import { docsPage, openApiDocument } from "./docs.ts";
import { health } from "./health.ts";
import { healthDetailed } from "./health-detailed.ts";
import { healthLive } from "./health-live.ts";
import { healthReady } from "./health-ready.ts";
import { metric } from "./metric.ts";
import { metricList } from "./metric-list.ts";
import { metricsPage } from "./metrics-page.ts";
import { performance } from "./performance.ts";
import { runbookList } from "./runbook-list.ts";
import { runbookPage } from "./runbook-page.ts";
import { systemInfo } from "./system-info.ts";

const answering: readonly Endpoint[] = [
  healthLive,
  healthReady,
  metricsPage,
  health,
  healthDetailed,
  metricList,
  metric,
  performance,
  cacheStatus,
  cacheClear,
  deploymentList,
  deploymentRecord,
  ...ALERTING_ENDPOINTS,
  systemInfo,
  runbookList,
  runbookPage,
];

/** Everything that can be asked for, the documentation included. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...answering,
  openApiDocument(() => ENDPOINTS),
  docsPage(() => ENDPOINTS),
];
