import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Labels } from "farol/model";
import { needs } from "../needs.ts";
import type { Side, Told } from "./side-by-side/messages.ts";
import { randomRules } from "./side-by-side/random-rules.ts";
import * as scene from "./side-by-side/scene.ts";
import { Script } from "./side-by-side/script.ts";
import { type Stage, setStage } from "./side-by-side/stage.ts";
import { untilLastRow, writtenByRow } from "./side-by-side/states.ts";

/** By which number the random rules are generated. */
const SEED = Number(process.env.SIDE_BY_SIDE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SIDES: readonly Side[] = ["prometheus", "farol"];

describe("beside a real Prometheus and Alertmanager", needs("prometheus", "prometheus-alertmanager"), () => {
  const random = randomRules(SEED, scene.ROWS);
  const script = new Script([...scene.SERIES, ...random.series]);
  const stack = new AsyncDisposableStack();
  let stage: Stage;

  before(async () => {
    const rules = [...scene.RULES, ...random.rules];
    stage = await setStage({ script, rules, routingTo: scene.routingTo, silenced: scene.SILENCED }, stack);
    await Promise.all(
      SIDES.map(async (side) => {
        await untilLastRow(stage.urls[side], script.lastRow);
        await stage.messages.untilAllIsOver(side, scene.GROUPS);
      }),
    );
  });
  after(() => stack.disposeAsync());

  it("the same rules write the same at every tick: alerts that are pending or fire, since when, and recordings", async (t) => {
    t.diagnostic(`SIDE_BY_SIDE_SEED=${SEED}`);
    const [theirs, ours] = await Promise.all(
      SIDES.map((side) => writtenByRow(stage.urls[side], script.lastRow)),
    );
    const differing = theirs!.findIndex((lines, i) => String(lines) !== String(ours![i]));
    assert.deepEqual(ours![differing], theirs![differing], `after row ${differing + 1}`);
    const firing = ours!.flat().filter((line) => /^ALERTS\{.*alertstate="firing".*kind="random"/.test(line));
    t.diagnostic(`random alerts fired ${firing.length} times in ${script.lastRow} ticks`);
    assert.ok(firing.length > script.lastRow);
  });

  it("the same groups are told to the same webhook, of the same alerts, in the same order", () => {
    const [theirs, ours] = SIDES.map((side) =>
      [...stage.messages.byGroup(side)].map(([group, told]) => [group, told.map(essence)]),
    );
    assert.deepEqual(ours, theirs);
  });

  it("what is grouped, inhibited, silenced and over is told as the routing says", () => {
    const told = [...stage.messages.byGroup("farol").values()].map((all) => all.map(inShort));
    assert.deepEqual(told, scene.TOLD);
  });
});

/** What both tell alike. Times differ by when a side looks, addresses by who tells; Farol tells an alert's value besides. */
function essence({ receiver, status, groupKey, groupLabels, commonLabels, version, ...rest }: Told) {
  const alerts = rest.alerts.map(({ status, labels, annotations, fingerprint, startsAt, endsAt }) => ({
    ...{ status, labels, fingerprint, annotations: withoutValue(annotations) },
    lastedMs: status === "resolved" ? Date.parse(endsAt) - Date.parse(startsAt) : undefined,
  }));
  const commonAnnotations = withoutValue(rest.commonAnnotations);
  return {
    ...{ receiver, status, groupKey, groupLabels, commonLabels, commonAnnotations, version },
    alerts: alerts.sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
  };
}

function withoutValue({ value: _, ...annotations }: Labels): Labels {
  return annotations;
}

function inShort({ alerts }: Told): string {
  const texts = alerts.map(({ status, labels }) => `${labels.room} ${status}`);
  return texts.sort().join(", ");
}
