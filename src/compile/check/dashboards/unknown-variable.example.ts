import { labelValues, matching, promql, select, timeseries } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";
import { shownPost } from "./post-dashboard.fixture.ts";

const office = labelValues({ name: "office", title: "Office", metric: letters, label: "office" });
const sentIn = (match: { readonly pattern: string }) =>
  promql`sum(rate(${select(letters, { office: match })}[5m]))`;

const panel = (legend: string, expr: ReturnType<typeof sentIn>) =>
  timeseries({ title: legend, description: "Letters, each second.", queries: [{ expr, legend }] });
const chosen = panel("chosen", sentIn(office));

export const fails = shownPost({
  variables: [office],
  panels: [chosen, panel("all", sentIn(matching("$ofice")))],
});

export const passes = shownPost({
  variables: [office],
  panels: [chosen, panel("all", sentIn(matching(".+")))],
});
