import { readFileSync } from "node:fs";
import { type RuleGroupSpec, readRuleFile } from "../alerting/index.ts";
import { type Command, EXIT, type Exit } from "./command.ts";
import { readOptions } from "./options.ts";
import { type RulesBody, runningText, specsText } from "./rules-text.ts";
import { read, SERVICE_HELP, SERVICE_OPTIONS, tellAnswer } from "./service.ts";

const help = `farol rules [options]
farol rules <file>… [--json]

Tells how each rule is that a service evaluates: it has answers (ok), has none (empty), is about
series that there are not (no series), or cannot be evaluated (error), and why.
Of rule files for Prometheus it tells groups and rules, as the service would evaluate them, and what
is wrong with them, as promtool check rules does; nothing needs to run.

  --json                 print it as JSON
${SERVICE_HELP}

Without --token-file and --token, the token is that in FAROL_TOKEN, if there is one: from the service's
own machine none is needed.
Ends with 0 when it is told, 1 when a file is wrong, or it was refused, or nobody answered, 2 when it
was called wrongly.`;

/** `farol rules` */
export const rules: Command = {
  name: "rules",
  summary: "tell how a service's rules are, or what is wrong with rule files",
  help,
  async run(args) {
    const { values, positionals } = parse(args);
    return positionals.length > 0 ? readFiles(positionals, values.json) : await tellRunning(values);
  },
};

async function tellRunning(values: ReturnType<typeof parse>["values"]): Promise<Exit> {
  const answer = await read<RulesBody>(values, "rules");
  return tellAnswer(answer, values.json, runningText);
}

function readFiles(paths: readonly string[], isJson: boolean): Exit {
  const [groups, faults]: [RuleGroupSpec[], string[]] = [[], []];
  for (const path of paths) {
    try {
      groups.push(...readRuleFile(readFileSync(path, "utf8"), path));
    } catch (error) {
      faults.push(faultText(error, path));
    }
  }
  for (const fault of faults) console.error(fault);
  if (isJson) console.log(JSON.stringify({ groups }));
  else if (faults.length < paths.length) console.log(specsText(groups));
  return faults.length === 0 ? EXIT.done : EXIT.failed;
}

function faultText(error: unknown, path: string): string {
  if (!(error instanceof Error)) throw error;
  if (error.name === "FarolError") return error.message;
  if (!("code" in error)) throw error;
  return `${path} cannot be read: ${error.message}`;
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, ...SERVICE_OPTIONS },
  });
}
