import { jsonEndpoint } from "../endpoint.ts";
import { object, oneOf } from "../schema.ts";

export const healthReady = jsonEndpoint({
  path: "/health/ready",
  summary: "Whether the service takes traffic",
  open: true,
  schema: object({ status: oneOf("ready", "starting", "draining", "blocked") }),
  statuses: { 200: "It does.", 503: "It is starting, draining or blocked." },
  answer: ({ watchdog, lifecycle }) => {
    const status = watchdog.look().kind === "blocked" ? "blocked" : lifecycle();
    return { status: status === "ready" ? 200 : 503, body: { status } };
  },
});
