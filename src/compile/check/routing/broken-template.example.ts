import { slack } from "../../../define/index.ts";
import { pager, routedPost } from "./routed-post.fixture.ts";

const channel = { name: "post", channel: "#post", apiUrlFile: "slack" };

export const fails = routedPost({
  receivers: [pager, slack({ ...channel, text: "{{ if .Alerts }}Look!" })],
});

export const passes = routedPost({
  receivers: [pager, slack({ ...channel, text: "{{ if .Alerts }}Look!{{ end }}" })],
});
