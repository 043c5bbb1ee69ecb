import type { Mark } from "../../../model/index.ts";
import { DATASOURCE } from "./datasource.ts";
import { oneLine } from "./queries.ts";

const COLORS = ["blue", "purple", "orange"] as const;
const STEP = "60s";

/** What is marked in a dashboard's charts: Grafana's own annotations, and these moments. */
export function annotationsOf(marks: readonly Mark[]) {
  return { list: [OWN, ...marks.map(annotation)] };
}

const OWN = {
  builtIn: 1,
  name: "Annotations & Alerts",
  type: "dashboard",
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
};

function annotation({ title, expr, text }: Mark, index: number) {
  const query = oneLine(expr);
  return {
    name: title,
    datasource: DATASOURCE,
    enable: true,
    hide: false,
    iconColor: COLORS[index % COLORS.length],
    titleFormat: title,
    textFormat: text,
    tagKeys: "",
    useValueForTime: false,
    // Grafana 10 reads these two, later ones the target.
    expr: query,
    step: STEP,
    target: {
      refId: "Anno",
      datasource: DATASOURCE,
      expr: query,
      interval: STEP,
      legendFormat: "",
      instant: false,
      range: true,
    },
  };
}
