import { consoleReceiver, defineRouting, route, webhook } from "../../define/index.ts";
import type { Receiver, Routing } from "../../model/index.ts";

/** Who is told by the engine: whom the definition's routing names, or one place that is told of everything. */
export type Notify = "console" | "webhook" | "routing" | "off";

/** The file that stands for the address of the one webhook, since that may be a secret. */
const WEBHOOK_SECRET = "farol-webhook-url";

/**
 * The routing that the engine tells by.
 * @param defined The definition's own, whose inhibitions hold wherever alerts are told of.
 */
export function routingFor(notify: Notify, defined: Routing | undefined): Routing {
  if (notify === "routing" && defined !== undefined) return defined;
  const receivers: Receiver[] = [];
  if (notify === "webhook") receivers.push(webhook({ name: "webhook", urlFile: WEBHOOK_SECRET }));
  if (notify === "console" || notify === "routing") receivers.push(consoleReceiver({ name: "console" }));
  const silent = route({ match: { alertname: "Watchdog" }, receivers: [] });
  return defineRouting({
    // At once: there is nobody to be spared by waiting for more.
    root: route({
      receivers,
      groupBy: ["alertname"],
      groupWait: "0s",
      groupInterval: "1m",
      routes: [silent],
    }),
    inhibitions: defined?.inhibitions ?? [],
  });
}
