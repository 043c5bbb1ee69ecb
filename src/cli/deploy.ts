import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type DeploymentPhase, parseDuration, systemClock } from "../index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { type Posted, post } from "./post.ts";

const PHASES: Readonly<Record<string, DeploymentPhase>> = {
  started: "started",
  completed: "completed",
  "rolled-back": "rolled_back",
};
const PATH = "api/v1/monitoring/deployments";

const help = `farol deploy started|completed|rolled-back --version <version> [options]

Tells a service that is observed by Farol what happens to it, for its charts and metrics.
To say the same twice within five minutes does no harm: it is recorded once.

  --version <version>    the version that is deployed, or was rolled back
  --revision <commit>    the commit that it was made of
  --note <text>          for those who look at the charts
  --at <time>            when it happened: RFC 3339 or unix seconds (default: now)
  --url <address>        the service's address (default: http://localhost:8000)
  --token-file <path>    a file that holds the service's token
  --token <token>        the token itself; other users of this machine can see it
  --timeout <duration>   how long to try while the service is away (default: 30s)

Without --token-file and --token, the token is that in FAROL_TOKEN.
Ends with 0 when it is recorded, 1 when it was refused or nobody answered, 2 when it was called wrongly.`;

/** `farol deploy` */
export const deploy: Command = {
  name: "deploy",
  summary: "tell a service that a deployment started, was completed, or was rolled back",
  help,
  async run(args) {
    const { event, url, token, patienceMs } = read(args);
    const onRetry = (reason: string) =>
      console.error(`${url.origin} does not answer (${reason}); trying for ${patienceMs / 1000} s.`);
    const posted = await post({ url, token, body: event, patienceMs, clock: systemClock, onRetry });
    return tell(posted, url);
  },
};

function read(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const { version, revision, note, at, url, timeout } = values;
  const [given, ...more] = positionals;
  const phase = Object.hasOwn(PHASES, given ?? "") ? PHASES[given!] : undefined;
  if (phase === undefined || more.length > 0)
    throw new UsageError(`Say one of ${Object.keys(PHASES).join(", ")}${not(positionals)}`);
  if (!version) throw new UsageError("Say which version, as --version 1.2.3");
  return {
    event: { phase, version, revision, note, at },
    url: readUrl(url),
    token: readToken(values),
    patienceMs: readTimeout(timeout),
  };
}

function not(given: readonly string[]): string {
  return given.length === 0 ? "" : `, not "${given.join(" ")}"`;
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        version: string,
        revision: string,
        note: string,
        at: string,
        url: { type: "string", default: "http://localhost:8000" },
        token: string,
        "token-file": string,
        timeout: { type: "string", default: "30s" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readUrl(text: string): URL {
  // With the slash, what the address ends in is a folder, and stays.
  const url = URL.parse(PATH, text.endsWith("/") ? text : `${text}/`);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--url ${text} is no address like http://localhost:8000`);
  return url;
}

function readToken(given: { token?: string | undefined; "token-file"?: string | undefined }): string {
  const token = (given.token ?? tokenIn(given["token-file"]) ?? process.env.FAROL_TOKEN ?? "").trim();
  if (token === "")
    throw new UsageError("A token is needed: name its file with --token-file, or set FAROL_TOKEN");
  // What a header cannot carry would fail as a connection does.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError("The token holds spaces or other characters that it cannot");
  return token;
}

function tokenIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--token-file ${path} cannot be read: ${(error as Error).message}`);
  }
}

function readTimeout(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new UsageError(`--timeout: ${(error as Error).message}`);
  }
}

function tell(posted: Posted, url: URL): Exit {
  if (posted.kind === "unreachable") {
    console.error(`Not recorded: ${url.origin} does not answer (${posted.reason}).`);
    return EXIT.failed;
  }
  const { status, json } = posted;
  const recorded = json as { version?: unknown; phase?: string; atMs?: number } | undefined;
  if (status > 201 || typeof recorded?.atMs !== "number") {
    console.error(`Not recorded: ${whyNot(status, json, url)}`);
    return EXIT.failed;
  }
  const what = `${recorded.version} ${recorded.phase?.replace("_", " ")} at ${new Date(recorded.atMs).toISOString()}`;
  console.log(status === 201 ? `Recorded: ${what}.` : `Recorded before, as the same event: ${what}.`);
  return EXIT.done;
}

function whyNot(status: number, json: unknown, url: URL): string {
  const { title, detail } = (json ?? {}) as { title?: string; detail?: string };
  if (title !== undefined) return `${url.origin} answers ${status}, ${title}. ${detail ?? ""}`.trim();
  return `${url.href} answers ${status}, which is not from Farol. Is --url the address of the service?`;
}
