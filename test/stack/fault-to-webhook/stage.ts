import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineStack, generate, writeGenerated } from "farol/compile";
import type { Monitoring } from "farol/define";
import { monitoring } from "../../../reviews/monitoring.ts";
import { enterAsAdmin, newFolder, start } from "../../../reviews/start.fixture.ts";
import { startPostgres, type TestPostgres } from "../../postgres.ts";
import { Alertmanager } from "../alertmanager.ts";
import { Prometheus } from "../prometheus.ts";
import { Inbox } from "./inbox.ts";
import { rehearsal } from "./rehearsal.ts";

/** The running service, what watches it, and where that ends. */
export interface Stage {
  /** Where the service listens. */
  readonly origin: string;
  readonly postgres: TestPostgres;
  /** Sends the service a request, as its admin. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  readonly prometheus: Prometheus;
  readonly alertmanager: Alertmanager;
  readonly inbox: Inbox;
}

/** Starts all of it, with the files that are generated for the service; it ends with the stack. */
export async function setStage(stack: AsyncDisposableStack, impatient: readonly string[]): Promise<Stage> {
  const inbox = stack.use(await Inbox.open());
  const postgres = await startPostgres();
  stack.defer(() => postgres.stop());
  const { origin, send } = await startReviews(stack, postgres);
  const watched = await watch(rehearsal(monitoring, impatient, inbox.url), origin, stack);
  return { origin, send, postgres, inbox, ...watched };
}

async function startReviews(stack: AsyncDisposableStack, postgres: TestPostgres) {
  const dataDir = newFolder();
  const env = { DATABASE_URL: postgres.connectionString, DRILLS: "on", RATE_LIMIT: "off" };
  const service = start({ dataDir, env });
  stack.defer(async () => {
    service.process.kill("SIGTERM");
    const { code, errors } = await service.ended;
    if (code !== 0 || errors.length > 0) throw new Error(`reviews ended with ${code}: ${errors.join("\n")}`);
  });
  const origin = await service.origin;
  return { origin, send: await enterAsAdmin(origin, dataDir) };
}

/** Alertmanager before Prometheus, whose configuration names its address. */
async function watch(definition: Monitoring, origin: string, stack: AsyncDisposableStack) {
  const folder = mkdtempSync(join(tmpdir(), "farol-fault-to-webhook-"));
  stack.defer(() => rmSync(folder, { recursive: true }));
  const write = (alertmanagers: readonly string[]) => {
    const versions = { prometheus: "2.42", alertmanager: "0.25" };
    const service = [new URL(origin).host];
    const addresses = { service, alertmanagers, runbooksUrl: `${origin}/runbooks/` };
    writeGenerated(folder, generate(definition, defineStack({ versions, interval: "1s", ...addresses })));
  };
  write([]);
  const alertmanager = stack.use(await Alertmanager.startOn(join(folder, "alertmanager/alertmanager.yml")));
  write([new URL(alertmanager.url).host]);
  // an alert that fires before Alertmanager is found is told again after a minute unless said otherwise
  const prometheus = await Prometheus.startOn(join(folder, "prometheus/prometheus.yml"), [
    "--rules.alert.resend-delay=5s",
  ]);
  stack.defer(() => prometheus.stop());
  return { alertmanager, prometheus };
}
