import { readFileSync } from "node:fs";
import { runScript, ScriptError, type ScriptOptions, type Semantics } from "../promql/index.ts";
import { type CaseList, casesOf, readCaseList } from "./case-list.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { readOptions } from "./options.ts";

const help = `farol promqltest [options] <file>...

Runs scripts in Prometheus' test language (load, clear, eval) by Farol's own PromQL, and names each
case that fails. As Prometheus' own runner does, instant cases are asked again with @ and over time.

  --semantics v3|v2       the language of Prometheus 3 or of 2.42 (default: v3)
  --cases <list>          run only the cases that this file names, one a line: file:line, where the
                          line is that of eval; what follows a tab is ignored. The file is named as
                          in the arguments, or by the end of that path
  --delayed-name-removal  names that functions take away can be asked for until the end (default with
                          v3, whose own runner does so; --no-delayed-name-removal for what a Prometheus
                          without that feature answers; 2.42 knows it not)

Its last line is "N passed, N failed". Ends with 0 when all passed, 1 when one failed or a script could
not be read, 2 when it was called wrongly.`;

/** `farol promqltest` */
export const promqltest: Command = {
  name: "promqltest",
  summary: "run scripts in Prometheus' test language",
  help,
  async run(args) {
    const { files, list, options } = read(args);
    const cases = list === undefined ? undefined : casesOf(list, files);
    const count = { passed: 0, failed: 0 };
    for (const file of files) {
      const lines = cases?.get(file);
      if (cases !== undefined && lines === undefined) continue;
      const { passed, failed } = await runFile(file, { ...options, ...(lines !== undefined && { lines }) });
      count.passed += passed;
      count.failed += failed;
    }
    console.log(`${count.passed} passed, ${count.failed} failed`);
    return exitOf(count.failed);
  },
};

function exitOf(failed: number): Exit {
  return failed === 0 ? EXIT.done : EXIT.failed;
}

/** Runs a script and tells what failed; one that cannot be read is a failure. */
async function runFile(file: string, options: ScriptOptions): Promise<{ passed: number; failed: number }> {
  try {
    const verdicts = await runScript(textOf(file), options);
    const failures = verdicts.filter(({ failure }) => failure !== undefined);
    for (const { line, expr, failure } of failures) tell(`${file}:${line}: ${expr}`, failure!);
    const unmet = [...(options.lines ?? [])].filter((line) => !verdicts.some((one) => one.line === line));
    for (const line of unmet) tell(`${file}:${line}`, "no case stands on this line");
    const failed = failures.length + unmet.length;
    return { passed: verdicts.length - failures.length, failed };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    tell(`${file}:${error.line}`, error.reason);
    return { passed: 0, failed: 1 };
  }
}

function tell(place: string, failure: string): void {
  console.error(`✗ ${place}\n  ${failure}\n`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function read(args: readonly string[]): {
  readonly files: readonly string[];
  readonly list: CaseList | undefined;
  readonly options: ScriptOptions;
} {
  const { values, positionals: files } = parse(args);
  if (files.length === 0) throw new UsageError("Say which script to run, as farol promqltest rate.test");
  const semantics = readSemantics(values.semantics);
  const delayedNameRemoval = values["delayed-name-removal"] ?? semantics === "v3";
  if (delayedNameRemoval && semantics === "v2")
    throw new UsageError("--delayed-name-removal is of Prometheus 3: 2.42 takes names away at once");
  const list = values.cases === undefined ? undefined : readCaseList(textOf(values.cases), values.cases);
  return { files, list, options: { semantics, delayedNameRemoval } };
}

function readSemantics(text: string): Semantics {
  if (text === "v2" || text === "v3") return text;
  throw new UsageError(`--semantics ${text} is neither v2 nor v3`);
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      semantics: { type: "string", default: "v3" },
      cases: { type: "string" },
      "delayed-name-removal": { type: "boolean" },
    },
  });
}
