import { relative } from "node:path";
import { parseArgs } from "node:util";
import {
  type Coverage,
  coverage,
  type Mutant,
  SHOWN,
  type TestVerdict,
  testRules,
  uncoveredBranches,
} from "../compile/index.ts";
import type { Place } from "../index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { DEFINITION_HELP, DEFINITION_OPTION, loadDefinition } from "./definition.ts";

const help = `farol test [options]

Runs the tests of every alert, by promtool, and names each that fails.

${DEFINITION_HELP}
  --coverage             tell as well what each alert's tests show: that it fires, stays silent,
                         keeps to its threshold and its time, and clears; and which parts of its
                         expression could be otherwise and all of its tests would pass

Ends with 0 when all passed, 1 when one failed or they could not be run, 2 when it was called
wrongly.`;

/** `farol test` */
export const test: Command = {
  name: "test",
  summary: "run the tests of alerts",
  help,
  async run(args) {
    const given = parse(args);
    const { monitoring, stack } = await loadDefinition(given.definition);
    const exit = tell(await testRules(monitoring, stack));
    if (given.coverage) {
      tellCoverage(coverage(monitoring));
      tellBranches(await uncoveredBranches(monitoring, stack));
    }
    return exit;
  },
};

function tell(verdicts: readonly TestVerdict[]): Exit {
  const failed = verdicts.filter(({ failure }) => failure !== undefined);
  for (const { alert, test, failure } of failed) {
    console.error(`✗ ${alert.name}: ${test.name}`);
    console.error(`  ${lineOf(test.place)}`);
    console.error(`  ${failure}\n`);
  }
  const alerts = new Set(verdicts.map(({ alert }) => alert)).size;
  console.log(`${verdicts.length - failed.length} of ${verdicts.length} tests of ${alerts} alerts passed.`);
  return failed.length === 0 ? EXIT.done : EXIT.failed;
}

function tellCoverage(alerts: readonly Coverage[]): void {
  const width = Math.max(5, ...alerts.map(({ alert }) => alert.name.length));
  const row = (name: string, cells: readonly string[]) =>
    console.log(`  ${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(8)).join("  ")}`.trimEnd());
  console.log();
  row("alert", SHOWN);
  for (const { alert, tests } of alerts)
    row(
      alert.name,
      SHOWN.map((shows) => (tests[shows] === 0 ? "-" : String(tests[shows]))),
    );
  const whole = alerts.filter(({ tests }) => SHOWN.every((shows) => tests[shows] > 0)).length;
  console.log(
    `\n${whole} of ${alerts.length} alerts are shown to fire, stay silent, keep to their bounds and clear.`,
  );
}

function tellBranches(uncovered: readonly Mutant[]): void {
  console.log(
    uncovered.length === 0
      ? "Of their expressions, every branch is needed by a test."
      : `\n${uncovered.length} branches of their expressions are needed by no test:\n`,
  );
  for (const { of, change } of uncovered)
    console.log(`  ${of.name}: no test fails ${change}\n    ${lineOf(of.expr.place)}`);
}

function lineOf({ file, line }: Place): string {
  return `${relative(process.cwd(), file)}:${line}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...DEFINITION_OPTION, coverage: { type: "boolean", default: false } },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
