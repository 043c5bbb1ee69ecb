import { pie, timeseries } from "../../../define/index.ts";
import { sent, shownPost } from "./post-dashboard.fixture.ts";

const panel = { title: "Letters", description: "Sent, each second.", queries: [sent] };

export const fails = shownPost({ panels: [timeseries(panel), pie(panel)] });

export const passes = shownPost({
  panels: [timeseries(panel), pie({ ...panel, title: "Kinds of letters" })],
});
