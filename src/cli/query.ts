import { systemClock } from "../index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { readDuration } from "./duration-option.ts";
import { readOptions } from "./options.ts";
import { type Asked, askPrometheus, type QueryAnswer } from "./prometheus-api.ts";
import { answerText } from "./query-answer.ts";
import { SERVICE_OPTIONS } from "./service.ts";
import { DEFAULT_URL, pageBelow } from "./service-url.ts";
import { SPARKLINE_WIDTH } from "./sparkline.ts";
import { readToken, TOKEN_HELP } from "./token.ts";

const help = `farol query '<expression>' [options]

Asks a service that is observed by Farol, or any Prometheus, in PromQL. At one time the answer is a
table; over time it is a line for each series, with its least, greatest and last number.

  --range <duration>     over so much time until now, or until --at; without it, at one time
  --step <duration>      how far apart the points of a range are (default: a ${SPARKLINE_WIDTH}th of the range,
                         at least 1s)
  --at <time>            when: RFC 3339 or unix seconds (default: now)
  --json                 print the server's answer as it came, in one line
  --url <address>        the service's or the Prometheus' address (default: ${DEFAULT_URL});
                         the API is looked for below it at farol/prometheus/ first, then at its root
${TOKEN_HELP}
  --timeout <duration>   how long to wait for an answer (default: 30s)

Without --token-file and --token, the token is that in FAROL_TOKEN, if there is one: from the service's
own machine none is needed. Warnings are told on stderr.
Ends with 0 when there is an answer, be it empty, 1 when it was refused or nobody answered, 2 when it was
called wrongly.`;

/** `farol query` */
export const query: Command = {
  name: "query",
  summary: "ask a service or a Prometheus in PromQL",
  help,
  async run(args) {
    const { asked, isJson } = read(args);
    const answer = await askPrometheus(asked);
    return isJson ? tellJson(answer) : tell(answer, asked);
  },
};

function tell(answer: QueryAnswer, { expr, when }: Asked): Exit {
  if (answer.kind !== "answered") return tellFailure(answer, expr);
  for (const said of answer.said) console.error(said);
  console.log(answerText(answer.data, when));
  return EXIT.done;
}

function tellJson(answer: QueryAnswer): Exit {
  if (answer.kind === "unreachable") return tellFailure(answer, "");
  console.log(JSON.stringify(answer.envelope));
  return answer.kind === "answered" ? EXIT.done : EXIT.failed;
}

function tellFailure(answer: Exclude<QueryAnswer, { kind: "answered" }>, expr: string): Exit {
  console.error(answer.reason);
  if (answer.kind === "refused") console.error(pointedAt(expr, answer.reason));
  return EXIT.failed;
}

/** The line of an expression that a message names (`1:5: parse error: …`), and a caret under the place. */
function pointedAt(expr: string, message: string): string {
  const [, line, column] = /(?:^|\s)(\d+):(\d+): /.exec(message) ?? [];
  const text = expr.split("\n")[Number(line) - 1];
  if (text === undefined) return `\n  ${expr.replaceAll("\n", "\n  ")}`;
  // Prometheus counts bytes
  const before = Buffer.from(text)
    .subarray(0, Number(column) - 1)
    .toString();
  return `\n  ${text}\n  ${before.replace(/[^\t]/gu, " ")}^`;
}

function read(args: readonly string[]): { readonly asked: Asked; readonly isJson: boolean } {
  const { values, positionals } = parse(args);
  const [expr = "", ...more] = positionals;
  if (expr.trim() === "")
    throw new UsageError("Say what to ask, as farol query 'rate(http_requests_total[5m])'");
  if (more.length > 0) throw new UsageError(`The expression needs quotes: "${more[0]}" stands outside of it`);
  const at = values.at === undefined ? undefined : readTime(values.at);
  return {
    asked: {
      expr,
      when: readWhen(at, values),
      addressOf: (path) => pageBelow(values.url, path),
      token: readToken(values),
      limitMs: readDuration("timeout", values.timeout),
    },
    isJson: values.json,
  };
}

function readWhen(
  at: number | undefined,
  { range, step }: { readonly range?: string | undefined; readonly step?: string | undefined },
): Asked["when"] {
  if (range === undefined) {
    if (step !== undefined) throw new UsageError("--step is of a range: say how long it is, as --range 1h");
    return { kind: "instant", atSeconds: at };
  }
  const rangeSeconds = readDuration("range", range) / 1000;
  // whole milliseconds, as the server writes them
  const endSeconds = at ?? Math.round(systemClock.now()) / 1000;
  return {
    kind: "range",
    startSeconds: endSeconds - rangeSeconds,
    endSeconds,
    stepSeconds:
      step === undefined
        ? Math.max(1, Math.ceil(rangeSeconds / SPARKLINE_WIDTH))
        : readDuration("step", step) / 1000,
  };
}

function readTime(text: string): number {
  const seconds = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(seconds))
    throw new UsageError(`--at ${text} is no time like 2026-03-01T14:05:00Z or 1772373900`);
  return seconds;
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      range: string,
      step: string,
      at: string,
      json: { type: "boolean", default: false },
      ...SERVICE_OPTIONS,
    },
  });
}
