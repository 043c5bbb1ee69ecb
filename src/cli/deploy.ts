import { type DeploymentPhase, systemClock } from "../index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { readDuration } from "./duration-option.ts";
import type { Fetched } from "./fetch-json.ts";
import { readOptions } from "./options.ts";
import { post } from "./post.ts";
import { refusalText } from "./refusal.ts";
import { SERVICE_OPTIONS } from "./service.ts";
import { DEFAULT_URL, pageBelow } from "./service-url.ts";
import { neededToken, TOKEN_HELP } from "./token.ts";

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
  --url <address>        the service's address (default: ${DEFAULT_URL})
${TOKEN_HELP}
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
    url: pageBelow(url, PATH),
    token: neededToken(values),
    patienceMs: readDuration("timeout", timeout),
  };
}

function not(given: readonly string[]): string {
  return given.length === 0 ? "" : `, not "${given.join(" ")}"`;
}

function parse(args: readonly string[]) {
  const string = { type: "string" } as const;
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      version: string,
      revision: string,
      note: string,
      at: string,
      ...SERVICE_OPTIONS,
    },
  });
}

function tell(posted: Fetched, url: URL): Exit {
  if (posted.kind === "unreachable") {
    console.error(`Not recorded: ${url.origin} does not answer (${posted.reason}).`);
    return EXIT.failed;
  }
  const { status, json } = posted;
  const recorded = json as { version?: unknown; phase?: string; atMs?: number } | undefined;
  if (status > 201 || typeof recorded?.atMs !== "number") {
    console.error(`Not recorded: ${refusalText(status, json, url)}`);
    return EXIT.failed;
  }
  const what = `${recorded.version} ${recorded.phase?.replace("_", " ")} at ${new Date(recorded.atMs).toISOString()}`;
  console.log(status === 201 ? `Recorded: ${what}.` : `Recorded before, as the same event: ${what}.`);
  return EXIT.done;
}
