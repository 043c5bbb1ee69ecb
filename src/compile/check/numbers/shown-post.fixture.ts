import { dashboard, type Monitoring, promql, recording, stat, timeseries } from "../../../define/index.ts";
import type { Expression, Panel, PanelThresholds } from "../../../model/index.ts";
import { post, postAlert, postDashboard } from "../post.fixture.ts";

/** The post office with a second dashboard, on which these numbers are drawn. */
export function drawn(expr: Expression, thresholds?: PanelThresholds): Monitoring {
  const panel = timeseries({ ...shown(expr), ...(thresholds !== undefined && { thresholds }) });
  return post({}, { dashboards: [postDashboard, second(panel)] });
}

/** The post office with a second dashboard, which shows the number of now. */
export function shownAsNumber(expr: Expression): Monitoring {
  return post({}, { dashboards: [postDashboard, second(stat(shown(expr)))] });
}

/** The post office, where these numbers are recorded, and the recording drawn. */
export function recorded(expr: Expression): Monitoring {
  const rules = [postAlert(), recording("post:letters:recorded", { expr })];
  const panel = timeseries(shown(promql`max(post:letters:recorded)`));
  return post({}, { rules, dashboards: [postDashboard, second(panel)] });
}

function shown(expr: Expression) {
  return { title: "Numbers", description: "What is made of them.", queries: [{ expr, legend: "letters" }] };
}

function second(panel: Panel) {
  return dashboard({ id: "mail", title: "Mail", description: "How the mail flows.", panels: [panel] });
}
