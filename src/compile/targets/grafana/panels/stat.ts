import type { StatPanel } from "../../../../model/index.ts";
import { type Drawn, LAST } from "./drawn.ts";

export function drawStat({ queries }: StatPanel): Drawn {
  return {
    type: "stat",
    asked: { over: "now" },
    options: {
      colorMode: "value",
      graphMode: "none",
      justifyMode: "auto",
      orientation: "auto",
      reduceOptions: LAST,
      textMode: queries.every(({ legend }) => legend === "") ? "value" : "auto",
    },
    defaults: { color: { mode: "thresholds" } },
  };
}
