import { asked } from "../asked.ts";
import { jsonCommand } from "../endpoint.ts";
import { audited } from "../kept.ts";
import { list, object, text } from "../schema.ts";

export const cacheClear = jsonCommand({
  path: "/api/v1/monitoring/cache/clear",
  summary: "Clear one cache or every one: of everything, or of some keys, tags or patterns",
  body: object(
    {},
    {
      cache: text("Default: every cache."),
      keys: list(text()),
      tags: list(text()),
      patterns: list(text("Of keys: `*` for any run of characters, `?` for one.")),
    },
  ),
  schema: object({ caches: list(text("A cache that was cleared.")) }),
  statuses: { 200: "Cleared; `caches` is empty when there was none of that name." },
  problems: ["FAROL_APPLICATION_FAILED", "FAROL_APPLICATION_SILENT"],
  answer: async (context, _values, what, client) => {
    audited(context, { client, action: "cache.clear", details: what });
    const cleared = await asked(context, "cacheClear", what);
    const caches = cleared.flatMap((one) => one.caches);
    context.logger.info({ ...what, client, cleared: caches }, "Farol: caches were cleared on demand");
    return { body: { caches } };
  },
});
