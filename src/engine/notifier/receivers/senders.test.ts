import { alertmanager, pagerDuty, slack, webhook } from "../../../define/index.ts";
import { ROUTING_KEY } from "./fixtures/pagerduty.fixture.ts";
import { WEBHOOK_PATH } from "./fixtures/slack.fixture.ts";
import { senderContract } from "./sender.contract.ts";

senderContract({
  name: "PagerDuty's sender",
  at: (origin) => ({
    receiver: pagerDuty({ name: "tested", routingKeyFile: "pagerduty", url: `${origin}/v2/enqueue` }),
    files: { pagerduty: ROUTING_KEY },
  }),
  secrets: [ROUTING_KEY],
});

senderContract({
  name: "Slack's sender",
  at: (origin) => ({
    receiver: slack({ name: "tested", channel: "#oncall", apiUrlFile: "slack" }),
    files: { slack: `${origin}${WEBHOOK_PATH}` },
  }),
  secrets: WEBHOOK_PATH.split("/").slice(2),
});

senderContract({
  name: "a webhook's sender",
  at: (origin) => ({ receiver: webhook({ name: "tested", url: `${origin}/alerts` }), files: {} }),
  secrets: [],
});

senderContract({
  name: "a secret webhook's sender",
  at: (origin) => ({
    receiver: webhook({ name: "tested", urlFile: "webhook" }),
    files: {
      webhook: origin.replace("//", "//farol:pass%20word@").concat("/hooks/s%C3%A9same?token=open/up"),
    },
  }),
  secrets: ["pass%20word", "pass word", "s%C3%A9same", "sésame", "open/up", "open%2Fup"],
});

senderContract({
  name: "Alertmanager's sender",
  at: (origin) => ({ receiver: alertmanager({ name: "tested", urls: [origin] }), files: {} }),
  secrets: [],
});
