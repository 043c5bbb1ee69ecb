import { deepEqual } from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { defineRouting, inhibit, route } from "../../define/index.ts";
import { hook, house, SECOND_MS } from "./notifier.fixture.ts";
import { type ModelEvent, modelOf, TIMES } from "./timing-model.fixture.ts";

const LENGTH_SECONDS = 200;

const routing = defineRouting({
  root: route({
    receivers: [hook("a")],
    groupBy: ["group"],
    groupWait: `${TIMES.wait}s`,
    groupInterval: `${TIMES.interval}s`,
    repeatInterval: `${TIMES.repeat}s`,
  }),
  inhibitions: [inhibit({ source: { kind: "S" }, target: { kind: "T" }, equal: ["group"] })],
});

const event: fc.Arbitrary<ModelEvent> = fc.record({
  atSecond: fc.nat(LENGTH_SECONDS),
  kind: fc.constantFrom("fire", "end"),
  name: fc.constantFrom("S0", "T0", "U0", "S1", "T1"),
});

async function heardOf(events: readonly ModelEvent[]): Promise<string[]> {
  const { fire, end, run, messages } = house({ routing });
  const lines: string[] = [];
  const labelsOf = (alertname: string) => ({ alertname, kind: alertname[0]!, group: alertname.slice(1) });
  for (let second = 0; second <= LENGTH_SECONDS; second++) {
    if (second > 0) await run(SECOND_MS);
    for (const { alerts } of messages.splice(0)) {
      const names = alerts.map(({ status, labels }) => (status === "firing" ? "" : "-") + labels.alertname);
      lines.push([second, ...names.sort(firingFirst)].join(" "));
    }
    for (const { kind, name } of events.filter(({ atSecond }) => atSecond === second)) {
      if (kind === "fire") fire([labelsOf(name)]);
      else end(labelsOf(name));
    }
  }
  return lines;
}

function firingFirst(a: string, b: string): number {
  return Number(a.startsWith("-")) - Number(b.startsWith("-")) || (a < b ? -1 : 1);
}

it("groups, repetitions and inhibition keep to Alertmanager's times, whatever fires and ends when", async () => {
  const events = fc.array(event, { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(events, async (all) =>
      deepEqual((await heardOf(all)).sort(), modelOf(all, LENGTH_SECONDS).sort()),
    ),
    { numRuns: 100 },
  );
});
