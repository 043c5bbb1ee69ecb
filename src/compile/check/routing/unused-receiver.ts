import { routesOf } from "../../../define/index.ts";
import type { Routing } from "../../../model/index.ts";
import type { Finding } from "../finding.ts";

/** A receiver that no route sends to. */
export function unusedReceiver({ root, receivers }: Routing): Finding[] {
  const used = new Set(routesOf(root).flatMap((route) => route.receivers ?? []));
  return receivers
    .filter((receiver) => !used.has(receiver))
    .map(({ name, place }) => ({
      code: "FAROL_RECEIVER_UNUSED",
      place,
      found: `receiver "${name}"`,
      rule: "a receiver is there to be sent to, and no route does",
      cure: "Give it a route, or take it away.",
    }));
}
