import { relative } from "node:path";
import {
  type Coverage,
  coverage,
  type Evaluator,
  evaluatorsFor,
  type Mutant,
  SHOWN,
  TEST_ENGINES,
  type TestEngine,
  type TestVerdict,
  testRules,
  uncoveredBranches,
} from "../compile/index.ts";
import type { Place } from "../index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { DEFINITION_HELP, DEFINITION_OPTION, loadDefinition } from "./definition.ts";
import { readOptions } from "./options.ts";

const help = `farol test [options]

Runs the tests of every alert, by the evaluation of rules that runs in the service itself and by
promtool, which have to agree. Names each test that fails, and each of which they disagree.

${DEFINITION_HELP}
  --engine <engine>      embedded for the service's own evaluation, promtool for that alone, or
                         both (default: both; where promtool is not installed, only the first)
  --coverage             tell as well what each alert's tests show: that it fires, stays silent,
                         keeps to its threshold and its time, and clears; and which parts of its
                         expression could be otherwise and all of its tests would pass, by the
                         first of the engines

Expressions are read as the installed promtool reads them, and else as Prometheus 3 does.
Ends with 0 when all passed, 1 when one failed or they could not be run, 2 when it was called
wrongly.`;

/** `farol test` */
export const test: Command = {
  name: "test",
  summary: "run the tests of alerts",
  help,
  async run(args) {
    const { engine, ...given } = read(args);
    const { monitoring, stack } = await loadDefinition(given.definition);
    const evaluators = await evaluatorsFor(engine);
    const exit = tell(await testRules(monitoring, stack, evaluators), evaluators);
    if (engine === "both" && evaluators.length === 1)
      console.log("promtool is not installed, and had no say; with it, each verdict has two judges.");
    if (given.coverage) {
      tellCoverage(coverage(monitoring));
      tellBranches(await uncoveredBranches(monitoring, stack, evaluators[0]));
    }
    return exit;
  },
};

function tell(verdicts: readonly TestVerdict[], evaluators: readonly Evaluator[]): Exit {
  const judges = evaluators.map(({ name }) => name).join(" and ");
  const [passed, failed, disputed] = (["passed", "failed", "disputed"] as const).map((state) =>
    verdicts.filter((verdict) => verdict.state === state),
  ) as [TestVerdict[], TestVerdict[], TestVerdict[]];
  for (const verdict of failed) tellOne(verdict, "");
  for (const verdict of disputed) tellOne(verdict, `, of which ${judges} disagree`);
  const alerts = new Set(verdicts.map(({ alert }) => alert)).size;
  console.log(`${passed.length} of ${verdicts.length} tests of ${alerts} alerts passed, by ${judges}.`);
  if (disputed.length > 0)
    console.log(`Of ${disputed.length} they disagree: one of them is wrong about Prometheus.`);
  return passed.length === verdicts.length ? EXIT.done : EXIT.failed;
}

function tellOne({ alert, test, failure }: TestVerdict, remark: string): void {
  console.error(`✗ ${alert.name}: ${test.name}${remark}`);
  console.error(`  ${lineOf(test.place)}`);
  console.error(`  ${failure?.replaceAll("\n", "\n  ")}\n`);
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

function read(args: readonly string[]) {
  const given = parse(args);
  const engine = TEST_ENGINES.find((one) => one === given.engine);
  if (engine === undefined)
    throw new UsageError(`--engine ${given.engine} is none of ${TEST_ENGINES.join(", ")}`);
  return { ...given, engine };
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    options: {
      ...DEFINITION_OPTION,
      coverage: { type: "boolean", default: false },
      engine: { type: "string", default: "both" satisfies TestEngine },
    },
  }).values;
}
