import { promql, recording } from "../../../define/index.ts";
import { letters, post, postAlert } from "../post.fixture.ts";

const rate = recording("kind:letters:rate5m", { expr: promql`sum by (kind) (rate(${letters}[5m]))` });

export const fails = post({}, { rules: [postAlert(), rate] });

export const passes = post({}, { rules: [postAlert({ expr: promql`kind:letters:rate5m > 10` }), rate] });
