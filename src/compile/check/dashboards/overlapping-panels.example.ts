import { pie, timeseries } from "../../../define/index.ts";
import { sent, shownPost } from "./post-dashboard.fixture.ts";

const lines = timeseries({ title: "Letters", description: "Sent, each second.", queries: [sent] }); // 12 wide, 8 high
const kinds = { title: "Kinds of letters", description: "What is sent.", queries: [sent] };

export const fails = [
  shownPost({ panels: [lines, pie({ ...kinds, at: { x: 10, y: 4 } })] }),
  shownPost({ panels: [lines, pie({ ...kinds, at: { x: 20, y: 0 } })] }),
];

export const passes = [
  shownPost({ panels: [lines, pie({ ...kinds, at: { x: 12, y: 0 } })] }),
  shownPost({ panels: [lines, pie(kinds)] }),
];
