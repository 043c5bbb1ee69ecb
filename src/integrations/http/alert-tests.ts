import {
  above,
  aboveInBuckets,
  alertTests,
  histogramAt,
  type Limit,
  type TestLevels,
} from "../../define/index.ts";
import type { AlertTest, Labels } from "../../model/index.ts";
import type { httpRequestDuration, Method } from "./metrics.ts";
import { answered, TEST_ROUTE } from "./test-levels.ts";

/**
 * The tests of an alert on what all but a few requests stay below.
 * @param perMinute how many are asked for in five minutes, and come in one. Two of them are slow, or large.
 */
export function percentileTests(
  metric: typeof httpRequestDuration,
  limit: Limit,
  perMinute: number,
): readonly AlertTest[] {
  return alertTests({
    ...{ for: limit.for, window: "5m", ...aboveInBuckets(metric, limit.threshold) },
    levels: (value) => [
      histogramAt(metric, TEST_ROUTE, perMinute - 2, 0),
      histogramAt(metric, TEST_ROUTE, 2, value),
    ],
    // until there are more than are asked for
    seenAfter: "1m",
    littleTraffic: 0.1,
  });
}

export interface FailedShareTests {
  /** Where they fail. Default: TEST_ROUTE */
  readonly route?: { readonly method: Method; readonly endpoint: string };
  /** What happens besides, and makes no difference. Default: nothing. */
  readonly beside?: TestLevels;
  /** Default: one alert without labels. */
  readonly firing?: readonly Labels[];
}

/** The tests of an alert on the share of requests that fail, which asks for more than three failures in five minutes. */
export function failedShareTests(limit: Limit, options: FailedShareTests = {}): readonly AlertTest[] {
  const { route, beside = [], firing = [{}] } = options;
  const perMinute = 3 / limit.threshold;
  return alertTests({
    ...{ for: limit.for, window: "5m", ...above(limit.threshold, 0.1), firing },
    levels: (share) => {
      const failed = perMinute * share;
      return [
        ...answered({ 200: perMinute - failed, 500: failed / 3, 503: (failed / 3) * 2 }, route),
        ...beside,
      ];
    },
    // until the fourth failure
    seenAfter: "1m",
    littleTraffic: 0.1,
  });
}
