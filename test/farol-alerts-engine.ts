import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { type AlertingDefinition, startEngine } from "farol/engine";
import { ManualClock, silentLogger } from "farol/model";
import { SlabWriter } from "farol/record";
import { alertingDefinition, rulesFile } from "../src/engine/alerts/alerting-definition.fixture.ts";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const TOKEN = "a-token-of-the-tests";
const SAID_AFTER_MS = 180_000;

/** Rules whose answers are known beforehand. */
export const RULES = `groups:
  - name: known
    rules:
      - record: one
        expr: vector(1)
      - alert: Deep
        expr: vector(12)
        labels: { severity: critical, queue: mail }
        annotations: { summary: 'The queue has {{ $value }}' }
      - alert: Late
        expr: vector(1)
        for: 1h
        labels: { severity: warning }
      - alert: Unmeasured
        expr: nothing_of_this_name > 1
      - record: wrong
        expr: label_replace(vector(1), 'a', '', '', '[')
`;

/** An engine whose rules were evaluated once, at 14:00 UTC, which was three minutes ago; and the program that asks it. */
export async function alertingService(
  t: TestContext,
  changes: Partial<AlertingDefinition> = {},
  environment = {},
) {
  const clock = new ManualClock(Date.parse("2026-03-01T14:00:00Z"));
  const engine = await startEngine({
    ...{ service: "shop", version: "1", farolVersion: "1", tickMs: 15_000, port: 0, token: TOKEN },
    ...{ clock, logger: silentLogger, threads: [new SlabWriter(0).memory] },
    ...{ collect() {}, requestExpiry() {} },
    looks: [{ changes: () => [{ text: "a deployment", block: "2.0.1\nby ana" }] }],
    alerting: alertingDefinition({
      ruleFiles: [rulesFile(t, RULES)],
      diagnosesOf: { Deep: ["changes"] },
      diagnoses: [{ name: "changes", title: "What changed", thread: "engine" }],
      ...changes,
    }),
    environment,
  });
  t.after(() => engine.close());
  const url = `http://127.0.0.1:${engine.port}`;
  const items = async () =>
    ((await (await fetch(`${url}/api/v1/monitoring/alerts`)).json()) as { items: { id: string }[] }).items;
  while ((await items()).length === 0);
  clock.advance(SAID_AFTER_MS);
  return {
    url,
    id: (await items())[0]!.id,
    farol: (...args: readonly string[]) => farol([...args, "--url", url]),
  };
}

/** A server that answers until the test ends, or `close`. */
export async function listening(t: TestContext, answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Runs the program to its end; while it does, this process answers. */
export async function farol(args: readonly string[], env: NodeJS.ProcessEnv = { FAROL_TOKEN: TOKEN }) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code: code as number, out, err };
}
