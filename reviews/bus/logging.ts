import type { Middleware } from "./bus.ts";

/**
 * Logs each message's name, actor and outcome; never its input, which may hold secrets.
 * What a handler throws is logged where it is answered.
 */
export function logged(kind: "command" | "query", level: "info" | "debug"): Middleware {
  return (next) => async (message, context) => {
    const result = await next(message, context);
    const fields = { [kind]: message.definition.name, actor: context.actor?.id };
    if (result.isOk()) context.log[level](fields, "done");
    else context.log[level]({ ...fields, failure: result.error.kind }, "refused");
    return result;
  };
}
