import { gauge, promql, timeseries } from "../../../define/index.ts";
import { post, postDashboard } from "../post.fixture.ts";

const stampsLeft = gauge({ name: "stamps_left", help: "Stamps that are left." });
const panel = timeseries({
  title: "Stamps",
  description: "How many are left.",
  queries: [{ expr: promql`sum(${stampsLeft})`, legend: "left" }],
});

export const options = {
  exposition: `letters_total{kind="bill",office="north"} 3
letter_size_bytes_count 3
delivery_duration_seconds_count{kind="bill"} 2
letters_waiting 1
queue_limit 100
trucks_used_ratio 0.5
`,
};

export const fails = post(
  {},
  {
    metrics: [...post().metrics, stampsLeft],
    dashboards: [{ ...postDashboard, panels: [...postDashboard.panels, panel] }],
  },
);

export const passes = post();
