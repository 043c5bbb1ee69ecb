import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { readOptions } from "./options.ts";
import { type ReceiversBody, receiversText } from "./receivers-text.ts";
import { command, read, SERVICE_HELP, SERVICE_OPTIONS, tellAnswer, tellRefusal } from "./service.ts";

const help = `farol receivers [options]
farol receivers test <name> [--resolved] [options]

Tells how those do who are told of a service's alerts: what they took since it started, what waits for
them and since when, and why. To test one is to send it a message, at once and once, that says that it
is a test.

  --resolved             that what the test told of is over, such as the incident it began
  --json                 print what the service answers
${SERVICE_HELP}

Without --token-file and --token, the token is that in FAROL_TOKEN. To look needs none from the
service's own machine; to test always needs it.
Ends with 0 when it is told, or the receiver took the message, 1 when it did not, or it was refused, or
nobody answered, 2 when it was called wrongly.`;

/** `farol receivers` */
export const receivers: Command = {
  name: "receivers",
  summary: "tell how those do who are told of alerts, and test them",
  help,
  async run(args) {
    const { values, positionals } = parse(args);
    const [what, name, ...more] = positionals;
    if (what === undefined) return await list(values);
    if (what !== "test") throw new UsageError(`There is test, and no ${what}`);
    if (name === undefined || more.length > 0)
      throw new UsageError("Say the name of one receiver, as farol receivers tells it");
    return await test(name, values);
  },
};

type Values = ReturnType<typeof parse>["values"];

async function list(values: Values): Promise<Exit> {
  const answer = await read<ReceiversBody>(values, "notifications?limit=1000");
  return tellAnswer(answer, values.json, receiversText);
}

async function test(name: string, values: Values): Promise<Exit> {
  const path = `receivers/${encodeURIComponent(name)}/test`;
  const body = { status: values.resolved ? "resolved" : "firing" };
  const answer = await command<{ outcome: "taken" | "retry" | "refused"; reason?: string }>(
    values,
    path,
    body,
  );
  if (answer.kind === "refused") return tellRefusal(answer);
  const { outcome, reason = outcome } = answer.body;
  if (values.json) console.log(JSON.stringify(answer.body));
  else if (outcome === "taken") console.log(`${name} took it.`);
  else console.error(`${name} did not take it: ${reason}`);
  return outcome === "taken" ? EXIT.done : EXIT.failed;
}

function parse(args: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: { resolved: flag, json: flag, ...SERVICE_OPTIONS },
  });
}
