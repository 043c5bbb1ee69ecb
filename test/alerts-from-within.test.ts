import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  alert,
  createFarol,
  defineMonitoring,
  defineRouting,
  type FarolOptions,
  gauge,
  promql,
  route,
  runbook,
  silentLogger,
  webhook,
} from "farol";
import { processes } from "farol/integrations/process";

const depth = gauge({ name: "queue_depth", help: "Jobs that wait.", labels: { queue: ["mail"] } });
const long = alert("QueueLong", {
  expr: promql`${depth} > 100`,
  severity: "critical",
  summary: "{{ $labels.queue }} has {{ $value }} jobs",
  description: "Nobody takes them.",
  runbook: runbook("RB-001", "Incident response"),
  dashboard: "shop",
  diagnoses: ["heapSpaces"],
  tests: [],
});

interface Told {
  readonly status: string;
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Record<string, string>;
    readonly annotations: Record<string, string>;
  }[];
}

/** A receiver, and a way to wait for what it is told of an alert. */
async function inbox(t: TestContext) {
  const messages: Told[] = [];
  const server = createServer(async (request, response) => {
    messages.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    response.end();
    server.emit("told");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async told(alertname: string, status: string): Promise<Told["alerts"][number]> {
      for (;;) {
        const found = messages
          .flatMap(({ alerts }) => alerts)
          .find((one) => one.labels.alertname === alertname && one.status === status);
        if (found !== undefined) return found;
        await once(server, "told");
      }
    },
  };
}

async function shop(t: TestContext, url: string, options: FarolOptions) {
  const receiver = webhook({ name: "hook", url });
  const monitoring = defineMonitoring({
    service: "shop",
    integrations: [processes()],
    metrics: [depth],
    rules: [long],
    routing: defineRouting({
      root: route({ receivers: [receiver], groupBy: ["alertname"], groupWait: "0s", groupInterval: "1s" }),
    }),
  });
  const dataDir = mkdtempSync(join(tmpdir(), "farol-alerts-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const settings = { tick: "1s", ruleInterval: "1s", notify: "routing", logger: silentLogger } as const;
  const farol = await createFarol(monitoring, { ...settings, dataDir, ...options });
  t.after(() => farol.close());
  return farol;
}

test("an alert of a running service arrives with its cause, and its end does", async (t) => {
  const { url, told } = await inbox(t);
  const farol = await shop(t, url, { publicUrl: "https://shop.example.com" });
  const { depths } = farol.instruments({ depths: depth });
  depths.set({ queue: "mail" }, 101);
  const { labels, annotations } = await told("QueueLong", "firing");
  assert.deepEqual(labels, { alertname: "QueueLong", owner: "shop", queue: "mail", severity: "critical" });
  assert.equal(annotations.summary, "mail has 101 jobs");
  assert.equal(annotations.value, "101");
  assert.equal(annotations.runbook_url, "https://shop.example.com/runbooks/RB-001-incident-response.md");
  assert.match(annotations.dashboard_url!, /^https:\/\/shop\.example\.com\/farol\/d\/shop\?from=\d+&to=\d+$/);
  assert.match(annotations.evidence!, /heap/i);
  depths.set({ queue: "mail" }, 3);
  await told("QueueLong", "resolved");
});

test("rule files of other people are evaluated, and a wrong one keeps nothing else from it", async (t) => {
  const { url, told } = await inbox(t);
  const folder = mkdtempSync(join(tmpdir(), "farol-rules-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const [right, wrong] = [join(folder, "right.yml"), join(folder, "wrong.yml")];
  const rules =
    "rules: [{ alert: Up, expr: 'up{job=\"shop\"} == 1', labels: { team: '{{ $labels.job }}' } }]";
  writeFileSync(right, `groups: [{ name: others, ${rules} }]`);
  writeFileSync(wrong, "groups: [{ name: others, rules: [{ alert: Up, expr: 'up ==' }] }]");
  const errors: object[] = [];
  const logger = { ...silentLogger, error: (fields: object) => void errors.push(fields) };
  await shop(t, url, { ruleFiles: [wrong, right], logger });
  assert.deepEqual((await told("Up", "firing")).labels, { alertname: "Up", job: "shop", team: "shop" });
  assert.deepEqual(
    errors.map((fields) => (fields as { path: string }).path),
    [wrong],
  );
});
