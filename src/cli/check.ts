import { relative } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import {
  CHECKS,
  type Change,
  checkMonitoring,
  type Definition,
  diffMonitoring,
  type Finding,
  LEVELS,
  type Level,
  sarifOf,
} from "../compile/index.ts";
import { changeText, findingText, summaryText } from "./check-report.ts";
import { type Command, EXIT, UsageError } from "./command.ts";
import { DEFINITION_HELP, DEFINITION_OPTION, loadDefinition } from "./definition.ts";
import { withEarlierDefinition } from "./earlier-definition.ts";
import { readExposition } from "./exposition.ts";
import { readOptions } from "./options.ts";

const help = `farol check [options]

Looks for what is wrong with a monitoring, with nothing running: rules on metrics, labels and
values that nobody emits, alerts that can never fire, routes that nothing reaches, links that
lead nowhere.

${DEFINITION_HELP}
  --metrics <page>       the address of a running service's /metrics, or a file of what it answered: tells
                         which metrics are declared and not there
  --secrets <folder>     the files that Alertmanager's secrets are made of: tells which are missing
  --diff <ref>           tell as well what the definition has become since a commit or branch of git,
                         and who reads what was renamed or removed
  --fail-on <level>      error, warning or note (default: error)
  --json                 print what was found as JSON
  --sarif                print it as SARIF 2.1.0, which code hosts show beside the lines

Ends with 0 when nothing of that level was found, 1 when something was, 2 when it was called
wrongly.`;

/** `farol check` */
export const check: Command = {
  name: "check",
  summary: "look for what is wrong with a definition",
  help,
  async run(args) {
    const given = parse(args);
    const failOn = levelOf(given["fail-on"]);
    const definition = await loadDefinition(given.definition);
    const { secrets: secretsFolder, metrics } = given;
    const findings = checkMonitoring(definition.monitoring, definition.stack, {
      ...(secretsFolder !== undefined && { secretsFolder }),
      ...(metrics !== undefined && { exposition: await readExposition(metrics) }),
    });
    const changes =
      given.diff === undefined ? undefined : await changesSince(given.diff, given.definition, definition);
    if (given.sarif) print(sarifOf(findings, CHECKS, process.cwd(), manifest.version));
    else if (given.json)
      print({ findings: findings.map(fromHere), ...(changes !== undefined && { changes }) });
    else tell(findings, changes, given.diff);
    return findings.some(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(failOn))
      ? EXIT.failed
      : EXIT.done;
  },
};

function changesSince(ref: string, path: string, now: Definition): Promise<Change[]> {
  return withEarlierDefinition(ref, path, async (before) => diffMonitoring(before, now));
}

function tell(findings: readonly Finding[], changes: readonly Change[] | undefined, ref = ""): void {
  for (const finding of findings) console.log(`${findingText(fromHere(finding))}\n`);
  if (changes !== undefined) {
    console.log(changes.length === 0 ? `Nothing changed since ${ref}.\n` : `Since ${ref}:\n`);
    for (const change of changes) console.log(`${changeText(change)}\n`);
  }
  console.log(summaryText(findings));
}

function fromHere(finding: Finding): Finding {
  return { ...finding, place: { ...finding.place, file: relative(process.cwd(), finding.place.file) } };
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, undefined, 2));
}

function levelOf(text: string): Level {
  const level = LEVELS.find((one) => one === text);
  if (level === undefined) throw new UsageError(`--fail-on is ${LEVELS.join(", ")}, not ${text}`);
  return level;
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    options: {
      ...DEFINITION_OPTION,
      metrics: { type: "string" },
      secrets: { type: "string" },
      diff: { type: "string" },
      "fail-on": { type: "string", default: "error" },
      json: { type: "boolean", default: false },
      sarif: { type: "boolean", default: false },
    },
  }).values;
}
