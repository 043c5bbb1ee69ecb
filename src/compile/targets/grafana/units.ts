import type { PanelUnit } from "../../../model/index.ts";

/** Units by the names that Grafana knows them by. */
export const UNITS: Readonly<Record<PanelUnit, string>> = {
  seconds: "s",
  bytes: "bytes",
  bytesPerSecond: "binBps",
  celsius: "celsius",
  ratio: "percentunit",
  points: "none",
  count: "short",
  perSecond: "ops",
};
