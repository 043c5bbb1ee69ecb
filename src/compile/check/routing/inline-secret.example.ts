import { slack } from "../../../define/index.ts";
import { pager, routedPost } from "./routed-post.fixture.ts";

const telling = (text: string) =>
  routedPost({ receivers: [pager, slack({ name: "post", channel: "#post", apiUrlFile: "slack", text })] });

export const fails = telling("Answer through https://hooks.slack.com/services/T0/B0/not-a-real-one");

export const passes = telling(
  "Answer in https://example.slack.com/archives/C0?thread_ts={{ .GroupLabels.kind }}",
);
