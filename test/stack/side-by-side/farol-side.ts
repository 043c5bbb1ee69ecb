import { gauge } from "farol/define";
import { type AlertingDefinition, startEngine } from "farol/engine";
import {
  type LabelDomains,
  type LabeledGauge,
  type Routing,
  silentLogger,
  systemClock,
  unboundedLabel,
} from "farol/model";
import { SlabWriter, ThreadRecorder } from "farol/record";
import type { Script, Shown } from "./script.ts";
import { post, type Silenced } from "./silenced.ts";

export interface FarolSpec {
  readonly script: Script;
  readonly rulesFile: string;
  readonly routing: Routing;
  readonly silenced: Silenced;
}

type AnyGauge = LabeledGauge<LabelDomains>;

const TICK_MS = 1000;
const TOKEN = "a-token-of-the-tests";

/** An engine that samples a script, evaluates a file of rules and tells by a routing; it ends with the stack. */
export async function startFarol(
  { script, rulesFile, routing, silenced }: FarolSpec,
  stack: AsyncDisposableStack,
): Promise<{ url: string }> {
  const clock = systemClock;
  const slab = new SlabWriter(0);
  const engine = await startEngine({
    ...{ service: "house", version: "1", farolVersion: "1", port: 0, token: TOKEN },
    ...{ clock, logger: silentLogger, tickMs: TICK_MS },
    threads: [slab.memory],
    collect: recording(script, new ThreadRecorder(slab, clock)),
    requestExpiry: () => {},
    alerting: definition(rulesFile, routing),
  });
  stack.defer(() => engine.close());
  const origin = `http://127.0.0.1:${engine.port}`;
  await post(`${origin}/api/v1/monitoring/silences`, silenceBody(silenced), {
    authorization: `Bearer ${TOKEN}`,
  });
  return { url: `${origin}/farol/prometheus` };
}

function silenceBody({ label, value, until }: Silenced): object {
  return {
    matchers: [{ label, operator: "=", value }],
    ...{ endsAt: until, author: "a test", reason: "to be compared" },
  };
}

/** Records a row of the script each time that it is called. */
function recording(script: Script, recorder: ThreadRecorder): () => void {
  const gauges = new Map(
    [...script.metrics()].map(([name, labels]) => {
      const domains: LabelDomains = Object.fromEntries(labels.map((label) => [label, unboundedLabel]));
      return [name, recorder.gauge(gauge({ name, help: "Any.", labels: domains })) as AnyGauge];
    }),
  );
  const look = script.watch();
  return () => {
    for (const shown of look()) record(gauges.get(shown.name)!, shown);
  };
}

function record(into: AnyGauge, { labels, value }: Shown): void {
  if (value === undefined) into.remove(labels);
  else into.set(labels, value);
}

function definition(rulesFile: string, routing: Routing): AlertingDefinition {
  return {
    rules: { service: "house", owner: "house", integrations: [], objectives: [], rules: [] },
    ...{ diagnosesOf: {}, diagnoses: [], intervalMs: TICK_MS, ruleFiles: [rulesFile] },
    ...{ routing, notify: "routing", publicUrl: undefined, grafanaUrl: undefined },
  };
}
