import { routesOf } from "../../../define/index.ts";
import type { Check } from "../check.ts";
import { inRouting } from "./routed.ts";

/** A receiver that no route sends to. */
export const unusedReceiver: Check = {
  code: "FAROL_RECEIVER_UNUSED",
  level: "warning",
  title: "A receiver that no route sends to",
  why: "A receiver is there to be told of something. One that no route names is forgotten, or its route is. Give it a route, or take it away.",
  find: inRouting(({ routing: { root, receivers } }) => {
    const used = new Set(routesOf(root).flatMap((route) => route.receivers ?? []));
    return receivers
      .filter((receiver) => !used.has(receiver))
      .map(({ name, place }) => ({
        place,
        found: `receiver "${name}"`,
        rule: "a receiver is there to be sent to, and no route does",
        cure: "Give it a route, or take it away.",
      }));
  }),
};
