import { matcherText, readMatcher } from "../../../../alerting/index.ts";
import { type AlertMatcher, parseDuration } from "../../../../model/index.ts";
import { checkText, readBodyPart, readTime } from "../../body-text.ts";
import { jsonCommand } from "../../endpoint.ts";
import { audited } from "../../kept.ts";
import { Problem } from "../../problem.ts";
import { either, list, object, text } from "../../schema.ts";
import { alertingOf } from "./evaluator.ts";
import { MOST_AUTHOR, MOST_TEXT } from "./limits.ts";
import { matcherSchema, silenceBody, silenceSchema } from "./silence-schema.ts";

export const silenceAdd = jsonCommand({
  path: "/api/v1/monitoring/silences",
  summary: "Tell nobody of alerts that match, for a while",
  body: object(
    {
      matchers: list(either(text('Such as `severity="warning"` or `alertname=~"Http.*"`.'), matcherSchema)),
      author: text(`Who asks for it; at most ${MOST_AUTHOR} characters.`),
      reason: text(`Why; at most ${MOST_TEXT} characters.`),
    },
    {
      startsAt: text("Unix seconds or RFC 3339. Default: now."),
      endsAt: text("Unix seconds or RFC 3339; or say `duration`."),
      duration: text("From its beginning on, such as `2h`."),
    },
  ),
  schema: silenceSchema,
  statuses: { 201: "It is there." },
  problems: ["FAROL_NOT_ALERTING"],
  answer: (context, _values, body, client) => {
    const { notifier } = alertingOf(context);
    const { author, reason } = body;
    checkText("author", author, MOST_AUTHOR);
    checkText("reason", reason, MOST_TEXT);
    const matchers = body.matchers.map((one, i) => readBodyPart(() => matcherOf(one), `matchers[${i}]`));
    const spec = { matchers, ...timesOf(body, context.clock.now()), author, reason };
    readBodyPart(() => notifier.silences.check(spec));
    const details = { ...spec, matchers: matchers.map(matcherText) };
    audited(context, { client, action: "silence.add", details });
    const silence = notifier.silences.add(spec);
    return { status: 201, body: silenceBody(silence, notifier.alerts()) };
  },
});

/** By its text, which cannot be written of a label that cannot be. */
function matcherOf(given: string | AlertMatcher): AlertMatcher {
  return readMatcher(typeof given === "string" ? given : matcherText(given));
}

/** RFC 3339 writes no such year. */
const YEAR_10000_MS = Date.UTC(10_000, 0);

interface Times {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly duration?: string;
}

function timesOf({ startsAt, endsAt, duration }: Times, nowMs: number) {
  const startsAtMs = startsAt === undefined ? nowMs : readTime("startsAt", startsAt);
  if ((endsAt === undefined) === (duration === undefined))
    throw new Problem("FAROL_BAD_BODY", "endsAt, duration: exactly one of them says the end");
  const endsAtMs =
    duration === undefined
      ? readTime("endsAt", endsAt!)
      : startsAtMs + readBodyPart(() => parseDuration(duration), "duration");
  if (endsAtMs >= YEAR_10000_MS)
    throw new Problem("FAROL_BAD_BODY", `${endsAt ?? duration}: a silence ends before the year 10000`);
  return { startsAtMs, endsAtMs };
}
