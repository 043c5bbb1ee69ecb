import type { Monitoring } from "../../define/index.ts";
import type { AlertRule } from "../../model/index.ts";
import type { Stack } from "../stack.ts";
import { type TestCase, testCases, testDocument } from "../targets/promtool/test-document.ts";
import { checkVersions } from "../versions.ts";
import { alertGroup } from "./alert-group.ts";
import type { Evaluator } from "./evaluator.ts";
import { evaluatorsFor } from "./evaluators-for.ts";
import { type Trial, testedGroup } from "./trial.ts";

/** An alert that is otherwise than one of the monitoring, as a test of that one should tell. */
export interface Mutant {
  readonly of: AlertRule;
  readonly alert: AlertRule;
  /** What is otherwise of it: `without "and b > 3"`. */
  readonly change: string;
}

/** A mutant under a name that no other rule has. */
interface Asked {
  readonly mutant: Mutant;
  readonly name: string;
}

/** A rule that cannot be evaluated ends the test, which then says nothing of the others. */
const BROKEN = /^\s*rule: (\w+), time: /gm;

/**
 * The mutants with which all tests of their alert pass. Each test is run once for all of them: they are evaluated side by
 * side, which takes hardly longer than the alert alone. Of an alert whose own tests fail, none survives.
 * @param evaluator Default: the first that `testRules` asks
 * @throws FarolError what `testRules` throws
 */
export async function survivors(
  mutants: readonly Mutant[],
  monitoring: Monitoring,
  stack: Stack,
  evaluator?: Evaluator,
): Promise<Mutant[]> {
  checkVersions(stack.versions);
  const { failuresOf } = evaluator ?? (await evaluatorsFor("both"))[0];
  const cases = Map.groupBy(testCases(monitoring), ({ alert }) => alert);
  const survived = new Set(mutants);
  let asked: readonly Asked[] = mutants.map((mutant, i) => ({ mutant, name: `${mutant.of.name}Mutant${i}` }));
  while (asked.length > 0) {
    const trials = [...Map.groupBy(asked, ({ mutant }) => mutant.of)].flatMap(([of, some]) =>
      trialsOf(some, cases.get(of) ?? [], monitoring, stack),
    );
    const said = (await failuresOf(trials)).join("\n");
    const named = new Set(said.match(/\w+/g));
    const broken = new Set(Array.from(said.matchAll(BROKEN), ([, name]) => name));
    const unfinished = new Set(asked.filter(({ name }) => broken.has(name)).map(({ mutant }) => mutant.of));
    for (const { mutant, name } of asked) if (named.has(name)) survived.delete(mutant);
    asked = asked.filter(({ mutant }) => survived.has(mutant) && unfinished.has(mutant.of));
  }
  return mutants.filter((mutant) => survived.has(mutant));
}

/** Mutants of one alert, tested as that alert is: a document for each interval of its tests. */
function trialsOf(
  asked: readonly Asked[],
  cases: readonly TestCase[],
  monitoring: Monitoring,
  stack: Stack,
): Trial[] {
  const [first] = cases;
  if (first === undefined) return [];
  const besides = asked.map(({ mutant, name }) => ({ ...mutant.alert, name }));
  const group = alertGroup(first.alert.name, [first.alert, ...besides], first.groups);
  const tested = testedGroup(group, monitoring, stack);
  const byInterval = Map.groupBy(cases, ({ test }) => test.interval);
  return [...byInterval.values()].map((some) => {
    const together = some.map((one) => ({ ...one, groups: [group], besides }));
    return { group: tested, document: testDocument(together, monitoring, stack) };
  });
}
