import { framesOf, whereabouts } from "../checks.ts";
import { uptimeSeconds } from "../context.ts";
import { jsonEndpoint } from "../endpoint.ts";
import { either, list, number, object, oneOf, text } from "../schema.ts";

export const healthLive = jsonEndpoint({
  path: "/health/live",
  summary: "Whether the application's thread turns, and where it is stuck when it does not",
  open: true,
  schema: either(
    object({ status: oneOf("live"), uptimeSeconds: number() }),
    object({
      status: oneOf("blocked"),
      sinceMs: number("Wall time when it last turned."),
      blockedForMs: number(),
      stack: list(text("function (url:line:column), the innermost first")),
      detail: text(),
    }),
  ),
  statuses: { 200: "It turns.", 503: "It is blocked." },
  answer: async (context) => {
    const thread = await context.watchdog.lookClosely();
    if (thread.kind === "running") {
      return { body: { status: "live" as const, uptimeSeconds: uptimeSeconds(context) } };
    }
    const { sinceMs, durationMs } = thread.now;
    const stack = framesOf(thread.now);
    const detail = whereabouts(thread.now);
    return {
      status: 503,
      body: { status: "blocked" as const, sinceMs, blockedForMs: durationMs, stack, detail },
    };
  },
});
