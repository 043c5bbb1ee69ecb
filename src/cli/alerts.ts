import { parseDuration, systemClock } from "../index.ts";
import { type AlertsBody, alertsText } from "./alerts-text.ts";
import { authorOf } from "./author.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { readOptions } from "./options.ts";
import {
  type Answer,
  command,
  read,
  SERVICE_HELP,
  SERVICE_OPTIONS,
  tellAnswer,
  tellRefusal,
} from "./service.ts";

const help = `farol alerts [options]
farol alerts resolve <id> --note <text> [options]

Tells which alerts of a service fire, and which will if nothing changes. An alert that is resolved
counts as over: who was told of it is told so, and nobody hears of it again until its rule has found
it over and it fires anew.

  --history              tell of those that have ended instead
  --since <time>         only of those that began, or have ended, since: a duration before now such as
                         24h, RFC 3339 or unix seconds
  --evidence             tell as well what was found when each began to fire
  --limit <number>       how many of each state (default: 100)
  --json                 print what the service answers
  --note <text>          why an alert is over
  --author <name>        who says so (default: this user)
${SERVICE_HELP}

Without --token-file and --token, the token is that in FAROL_TOKEN. To look needs none from the
service's own machine; to resolve always needs it.
Ends with 0 when it is told or done, be it that nothing fires, 1 when it was refused or nobody
answered, 2 when it was called wrongly.`;

/** `farol alerts` */
export const alerts: Command = {
  name: "alerts",
  summary: "tell which alerts of a service fire, and resolve them",
  help,
  async run(args) {
    const { values, positionals } = parse(args);
    const [what, id, ...more] = positionals;
    if (what === undefined) return await list(values);
    if (what !== "resolve") throw new UsageError(`There is resolve, and no ${what}`);
    if (id === undefined || more.length > 0)
      throw new UsageError("Say the id of one alert, as farol alerts tells it");
    return await resolve(id, values);
  },
};

type Values = ReturnType<typeof parse>["values"];

async function list(values: Values): Promise<Exit> {
  const states = values.history ? ["history"] : ["active", "pending"];
  const lists: AlertsBody[] = [];
  for (const state of states) {
    const answer = await ask(state, values);
    if (answer.kind === "refused") return tellRefusal(answer);
    lists.push(answer.body);
  }
  const items = lists.flatMap((one) => one.items);
  const hasMore = lists.some(({ nextCursor }) => nextCursor !== null);
  if (values.json) console.log(JSON.stringify({ evaluatedBy: lists[0]!.evaluatedBy, items }));
  else console.log(items.length === 0 ? NOTHING[states[0]!] : alertsText(items, values.evidence));
  if (hasMore) console.error(`There are more than ${values.limit}: --limit says how many to tell.`);
  return EXIT.done;
}

const NOTHING: Readonly<Record<string, string>> = { active: "Nothing fires.", history: "Nothing has fired." };
/** As many as the service tells at once. */
const PAGE = 1000;

/** All that are wanted of a state, page by page. */
async function ask(state: string, values: Values): Promise<Answer<AlertsBody>> {
  const limit = limitOf(values);
  const since = values.since === undefined ? {} : { since: sinceOf(values.since) };
  const items: AlertsBody["items"][number][] = [];
  for (let more = {}; ; ) {
    const count = String(Math.min(PAGE, limit - items.length));
    const query = new URLSearchParams({ state, limit: count, ...since, ...more });
    const answer = await read<AlertsBody>(values, `alerts?${query}`);
    if (answer.kind === "refused") return answer;
    const { nextCursor } = answer.body;
    items.push(...answer.body.items);
    if (nextCursor === null || items.length >= limit) return { ...answer, body: { ...answer.body, items } };
    more = { cursor: nextCursor };
  }
}

/** As the service reads a time, which says what is wrong with another. */
function sinceOf(text: string): string {
  try {
    return String((systemClock.now() - parseDuration(text)) / 1000);
  } catch {
    return text;
  }
}

async function resolve(id: string, values: Values): Promise<Exit> {
  const { note } = values;
  if (note === undefined) throw new UsageError("Say why it is over, as --note 'deployed a fix'");
  const body = { author: authorOf(values.author), note };
  const answer = await command<unknown>(values, `alerts/${encodeURIComponent(id)}/resolve`, body);
  return tellAnswer(answer, values.json, () => `Resolved: ${id}.`);
}

function limitOf({ limit }: Values): number {
  const count = /^\d{1,5}$/.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > 10_000) throw new UsageError(`--limit ${limit} is no number from 1 to 10000`);
  return count;
}

function parse(args: readonly string[]) {
  const [string, flag] = [{ type: "string" }, { type: "boolean", default: false }] as const;
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ history: flag, evidence: flag, json: flag, note: string, author: string, since: string },
      limit: { type: "string", default: "100" },
      ...SERVICE_OPTIONS,
    },
  });
}
