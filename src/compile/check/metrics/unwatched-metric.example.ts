import { gauge, promql, stat } from "../../../define/index.ts";
import { post, postDashboard } from "../post.fixture.ts";

const horses = gauge({ name: "horses_at_work", help: "Horses that pull a cart." });
const panel = stat({
  title: "Horses",
  description: "How many pull a cart.",
  queries: [{ expr: promql`sum(${horses})`, legend: "horses" }],
});

export const fails = post({}, { metrics: [...post().metrics, horses] });

export const passes = post(
  {},
  {
    metrics: [...post().metrics, horses],
    dashboards: [{ ...postDashboard, panels: [...postDashboard.panels, panel] }],
  },
);
