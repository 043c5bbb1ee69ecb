/**
 * Does every alert arrive, and when? A gauge of a running service rises at a random moment between two ticks; a webhook is
 * told of an alert without `for`, with the evidence of a diagnosis. And notifiers are killed at random moments (SIGKILL)
 * while 500 alerts begin and end, and their receiver is down half of the time.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { alert, createFarol, defineMonitoring, gauge, promql, runbook, select, silentLogger } from "farol";
import { processes } from "farol/integrations/process";
import { killNotifiers } from "../test/notifier-kills.fixture.ts";
import { report } from "./harness/result.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 20;
const KILLS = quick ? 6 : 200;
const TICK_MS = 1000;

const QUEUES = Array.from({ length: 20 }, (_, i) => `q${i}`);
const depth = gauge({ name: "queue_depth", help: "Jobs that wait.", labels: { queue: QUEUES } });
const monitoring = defineMonitoring({
  service: "shop",
  integrations: [processes()],
  metrics: [depth],
  // One each, as more alerts of one name wait for the next message of their group.
  rules: QUEUES.map((queue, i) =>
    alert(`Queue${i}Long`, {
      expr: promql`${select(depth, { queue })} > 100`,
      severity: "critical",
      summary: "{{ $labels.queue }} has {{ $value }} jobs",
      description: "Nobody takes them.",
      runbook: runbook("RB-001", "Incident response"),
      dashboard: "shop",
      diagnoses: ["heapSpaces"],
      tests: [],
    }),
  ),
});

const { promise: listening, resolve } = Promise.withResolvers<void>();
const receiver = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    receiver.emit("told", performance.now(), body);
    response.end();
  });
});
receiver.listen(0, "127.0.0.1", resolve);
await listening;
process.env.FAROL_WEBHOOK_URL = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
const farol = await createFarol(monitoring, { tick: "1s", ruleInterval: "1s", logger: silentLogger });
const { depths } = farol.instruments({ depths: depth });

const lateMs: number[] = [];
let withEvidence = 0;
for (let round = 0; round < ROUNDS; round++) {
  await new Promise((done) => setTimeout(done, Math.random() * TICK_MS));
  const told = once(receiver, "told");
  const begin = performance.now();
  depths.set({ queue: QUEUES[round]! }, 101);
  const [atMs, body] = (await told) as [number, string];
  lateMs.push(atMs - begin);
  if (JSON.parse(body).alerts.some((one: { annotations: { evidence?: string } }) => one.annotations.evidence))
    withEvidence += 1;
}
const slowest = Math.max(...lateMs);
report({
  measure: "threshold to message, tick of 1 s, the slowest",
  who: "farol",
  value: slowest,
  unit: "ms",
  target: "at most 2,000 ms",
  reached: slowest <= TICK_MS + 1000,
});
report({ measure: "messages with evidence", who: "farol", value: withEvidence / ROUNDS, unit: "of all" });
await farol.close();
receiver.close();
await reportKills();

async function reportKills(): Promise<void> {
  const { kills, messages, repeats, lost } = await killNotifiers(KILLS);
  const measure = `beginnings and ends that were not told, ${kills} kills`;
  report({ measure, who: "farol", value: lost, unit: "", target: "none", reached: lost === 0 });
  const percent = (repeats / messages) * 100;
  report({
    measure: "messages that were told again",
    who: "farol",
    value: percent,
    unit: "%",
    target: "under 1 %",
    reached: percent < 1,
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}
