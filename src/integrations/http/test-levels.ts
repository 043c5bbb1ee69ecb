import { counterAt, type TestLevels, testSeries } from "../../define/index.ts";
import type { Duration, TestSeries } from "../../model/index.ts";
import { httpRequests, type Method } from "./metrics.ts";

/** A route of requests in tests of alerts. */
export const TEST_ROUTE = { method: "GET", endpoint: "/books" } as const;

/** For tests of alerts: how many requests a minute are answered with which status. */
export function answered(
  perMinute: Readonly<Record<string, number>>,
  route: { readonly method: Method; readonly endpoint: string } = TEST_ROUTE,
): TestLevels {
  return Object.entries(perMinute).map(([status_code, count]) =>
    counterAt(httpRequests, { ...route, status_code }, count),
  );
}

/** For tests of alerts with a sample a minute: so many requests a minute for so long, then so many, … */
export function requestsOver(
  ...phases: readonly (readonly [lasts: Duration, perMinute: number])[]
): readonly TestSeries[] {
  return testSeries(
    phases.map(([lasts, perMinute]) => ({ lasts, levels: answered({ 200: perMinute }) })),
    "1m",
  );
}
