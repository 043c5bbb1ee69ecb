import { slack } from "../../../define/index.ts";
import { pager, routedPost } from "./routed-post.fixture.ts";

const channel = { name: "post", channel: "#post", apiUrlFile: "slack" };

export const fails = [
  routedPost({ receivers: [pager, slack({ ...channel, text: '{{ template "farol.slak" . }}' })] }),
  routedPost(
    {},
    { templates: { own: '{{ define "own" }}{{ if . }}{{ template "none" }}{{ end }}{{ end }}' } },
  ),
];

export const passes = [
  routedPost({ receivers: [pager, slack({ ...channel, text: '{{ template "farol.slack" . }}' })] }),
  routedPost({ receivers: [pager, slack({ ...channel, text: '{{ template "slack.default.text" . }}' })] }),
  routedPost(
    { receivers: [pager, slack({ ...channel, text: '{{ template "own" . }}' })] },
    { templates: { own: '{{ define "own" }}{{ .Status }}{{ end }}' } },
  ),
];
