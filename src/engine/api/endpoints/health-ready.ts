import { jsonEndpoint } from "../endpoint.ts";
import { object, oneOf } from "../schema.ts";

export const healthReady = jsonEndpoint({
  path: "/health/ready",
  summary: "Whether the service takes traffic",
  open: true,
  schema: object({ status: oneOf("ready", "starting", "draining", "unready", "blocked") }),
  statuses: {
    200: "It does.",
    503: "It is starting, draining or blocked, or says itself that it should not.",
  },
  answer: ({ watchdog, lifecycle, application }) => {
    const isReady = application.told("health")?.isReady ?? true;
    const told = lifecycle() === "ready" && !isReady ? "unready" : lifecycle();
    const status = watchdog.look().kind === "blocked" ? "blocked" : told;
    return { status: status === "ready" ? 200 : 503, body: { status } };
  },
});
