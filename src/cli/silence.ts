import { matcherText, readMatcher } from "../alerting/index.ts";
import type { AlertMatcher } from "../index.ts";
import { authorOf } from "./author.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { timeText } from "./length-text.ts";
import { readOptions } from "./options.ts";
import {
  command,
  type Evaluated,
  read,
  SERVICE_HELP,
  SERVICE_OPTIONS,
  tellAnswer,
  tellRefusal,
} from "./service.ts";
import { table } from "./table.ts";

const help = `farol silence list [--all] [options]
farol silence add <matcher>… --for <duration> --reason <text> [options]
farol silence expire <id>… [options]

Tells nobody of alerts that match, for a while. All matchers have to match; each is a label, one of
=, !=, =~ and !~, and a value, such as severity=~"warn.*". A first one that is only a name means the
alert of that name.

  --for <duration>       for so long, from now or --from on, such as 2h
  --until <time>         instead: until then, RFC 3339 or unix seconds
  --from <time>          from then on (default: now)
  --reason <text>        why, for those who wonder
  --author <name>        who asks for it (default: this user)
  --all                  list those that have expired, too
  --json                 print what the service answers
${SERVICE_HELP}

Without --token-file and --token, the token is that in FAROL_TOKEN. To list needs none from the
service's own machine; the others always need it.
Ends with 0 when it is told or done, 1 when it was refused or nobody answered, 2 when it was called
wrongly.`;

/** `farol silence` */
export const silence: Command = {
  name: "silence",
  summary: "tell nobody of some alerts for a while",
  help,
  async run(args) {
    const { values, positionals } = parse(args);
    const [what, ...names] = positionals;
    if (what === "list" && names.length === 0) return await list(values);
    if (what === "add") return await add(names, values);
    if (what === "expire") return await expire(names, values);
    throw new UsageError(
      `Say list, add or expire${what === undefined ? "" : `, not "${positionals.join(" ")}"`}`,
    );
  },
};

/** A silence as the service tells of it. */
interface Silence {
  readonly id: string;
  readonly state: "pending" | "active" | "expired";
  readonly matchers: readonly AlertMatcher[];
  readonly endsAtMs: number;
  readonly author: string;
  readonly reason: string;
  readonly alerts: readonly string[];
}

type Values = ReturnType<typeof parse>["values"];

async function list(values: Values): Promise<Exit> {
  const answer = await read<Evaluated & { readonly items: readonly Silence[] }>(values, "silences");
  if (answer.kind === "refused") return tellRefusal(answer);
  const items = answer.body.items.filter(({ state }) => values.all || state !== "expired");
  if (values.json) console.log(JSON.stringify({ ...answer.body, items }));
  else console.log(items.length === 0 ? "Nothing is silenced." : listText(items));
  return EXIT.done;
}

const HEAD = ["id", "state", "until", "alerts", "author", "reason", "matchers"];

function listText(silences: readonly Silence[]): string {
  const rows = silences.map(({ id, state, endsAtMs, alerts, author, reason, matchers }) => [
    ...[id, state, timeText(endsAtMs), String(alerts.length), author, reason],
    matchers.map(matcherText).join(" "),
  ]);
  return table([HEAD, ...rows], (column) => HEAD[column] === "alerts");
}

async function add(texts: readonly string[], values: Values): Promise<Exit> {
  const { for: duration, until: endsAt, from: startsAt, reason } = values;
  if (texts.length === 0)
    throw new UsageError("Say which alerts, as farol silence add HighLatency or severity=warning");
  if ((duration === undefined) === (endsAt === undefined))
    throw new UsageError("Say until when, either as --for 2h or as --until 2026-03-01T14:05:00Z");
  if (reason === undefined) throw new UsageError("Say why, as --reason 'the database is moved'");
  const matchers = texts.map(matcherOf);
  const body = { matchers, duration, endsAt, startsAt, reason, author: authorOf(values.author) };
  const answer = await command<Silence>(values, "silences", body);
  return tellAnswer(answer, values.json, addedText);
}

function addedText({ id, endsAtMs, alerts }: Silence): string {
  const silenced = `It silences ${alerts.length} ${alerts.length === 1 ? "alert" : "alerts"} now.`;
  return `Silenced until ${timeText(endsAtMs)}: ${id}\n${silenced}`;
}

function matcherOf(text: string, position: number): AlertMatcher {
  if (position === 0 && /^[\w.:-]+$/.test(text)) return { label: "alertname", operator: "=", value: text };
  try {
    return readMatcher(text);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function expire(ids: readonly string[], values: Values): Promise<Exit> {
  if (ids.length === 0) throw new UsageError("Say which, by the id that farol silence list tells");
  let exit: Exit = EXIT.done;
  for (const id of ids) {
    const body = { author: authorOf(values.author) };
    const answer = await command<Silence>(values, `silences/${encodeURIComponent(id)}/expire`, body);
    if (tellAnswer(answer, values.json, () => `Expired: ${id}.`) !== EXIT.done) exit = EXIT.failed;
  }
  return exit;
}

function parse(args: readonly string[]) {
  const [string, flag] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ for: string, until: string, from: string, reason: string, author: string },
      ...{ all: flag, json: flag, ...SERVICE_OPTIONS },
    },
  });
}
