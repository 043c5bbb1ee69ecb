import assert from "node:assert/strict";
import { test } from "node:test";
import { promql } from "../../define/index.ts";
import { evaluatorsFor, type TestEngine } from "./evaluators-for.ts";
import { PromtoolFolder } from "./promtool.fixture.ts";
import { isRecorded, mailTrial } from "./trial.fixture.ts";

/** Who runs tests where promtool is a shell script, or not there. */
async function evaluators(engine: TestEngine, script?: string) {
  using folder = new PromtoolFolder({ alone: script === undefined });
  if (script !== undefined) folder.promtoolIs(script);
  return await evaluatorsFor(engine);
}

const saying = (version: string) => `echo "promtool, version ${version} (branch: HEAD)"`;
const namesOf = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

test("both are Farol and promtool, by its version", async () => {
  assert.deepEqual(namesOf(await evaluators("both", saying("2.42.0+ds"))), ["Farol", "promtool 2.42.0"]);
  assert.deepEqual(namesOf(await evaluators("both", `${saying("3.5.1")} >&2`)), ["Farol", "promtool 3.5.1"]);
});

test("either is alone when it is asked for", async () => {
  assert.deepEqual(namesOf(await evaluators("embedded", "exit 1")), ["Farol"]);
  assert.deepEqual(namesOf(await evaluators("promtool", saying("2.42.0"))), ["promtool 2.42.0"]);
});

test("where promtool is not installed, both is Farol, and promtool alone is refused", async () => {
  assert.deepEqual(namesOf(await evaluators("both")), ["Farol"]);
  await assert.rejects(evaluators("promtool"), {
    code: "FAROL_PROMTOOL",
    message: /not in the PATH.*--engine embedded/,
  });
});

test("a promtool that does not say its version is refused with what it says", async () => {
  const refused = (message: RegExp) => ({ code: "FAROL_PROMTOOL", message });
  await assert.rejects(evaluators("both", "echo whatever"), refused(/it says "whatever\\n"/));
  await assert.rejects(evaluators("both", "echo broken >&2; exit 3"), refused(/broken/));
});

test("Farol reads expressions as the promtool beside it does, and alone as Prometheus 3", async () => {
  const samplesInARange = async (engine: TestEngine, script?: string) => {
    const [farol] = await evaluators(engine, script);
    const trials = [1, 2].map((many) => mailTrial(promql`count_over_time(m[1m])`, [isRecorded(many)]));
    return 1 + (await farol.failuresOf(trials)).indexOf(undefined);
  };
  assert.equal(await samplesInARange("both", saying("2.42.0")), 2);
  assert.equal(await samplesInARange("both", saying("3.5.0")), 1);
  assert.equal(await samplesInARange("both"), 1);
  assert.equal(await samplesInARange("embedded", saying("2.42.0")), 1);
});
