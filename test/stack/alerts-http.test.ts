import { describe } from "node:test";
import { http } from "farol/integrations/http";
import { proveAlerts } from "./alert-proof.ts";

describe("the alerts on HTTP", () => {
  proveAlerts([http()], {
    HTTP5xxErrorRateCritical: ["5m", "critical"],
    HTTP4xxErrorRateWarning: ["10m", "warning"],
    HTTPLatencyP99Critical: ["10m", "critical"],
    HTTPLatencyP99Warning: ["15m", "warning"],
    HTTPTrafficSpike: ["10m", "warning"],
    EndpointHighErrorRate: ["5m", "warning"],
    HTTPTrafficDrop: ["15m", "info"],
    HTTPRequestSizeHigh: ["15m", "info"],
  });
});
