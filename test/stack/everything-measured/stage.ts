import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Companion, startCompanion } from "../../../reviews/companion/companion.ts";
import type { FaultSettings } from "../../../reviews/companion/faults.ts";
import { newFolder, start } from "../../../reviews/start.fixture.ts";
import { type Cast, expectStatus, gather } from "../../../reviews/visitor/cast.ts";
import { type Answer, createClient, type Send } from "../../../reviews/visitor/client.ts";
import { type ReplicatedPostgres, startReplicatedPostgres } from "../../postgres-replica.ts";
import { startRedis, type TestRedis } from "../../redis.ts";
import { until } from "../../until.ts";
import { Observed } from "./observed.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The running service, everything that it depends on, and those who use it. */
export interface Stage {
  readonly origin: string;
  readonly tokenFile: string;
  readonly send: Send;
  readonly cast: Cast & { readonly admin: string };
  readonly observed: Observed;
  readonly postgres: ReplicatedPostgres;
  readonly redis: TestRedis;
  /** Tells the companion how to misbehave. */
  readonly fault: (settings: FaultSettings) => Promise<void>;
  /** How many notifications the webhook has received. */
  readonly received: () => Promise<number>;
  /** Lets a fault loose in the service. */
  readonly drill: (name: string, input?: object) => Promise<Answer>;
  /** Resolves when such a fault is over. */
  readonly drillEnded: (name: string) => Promise<void>;
}

/** Starts all of it; it ends with the stack. */
export async function setStage(stack: AsyncDisposableStack): Promise<Stage> {
  const [postgres, redis, companion] = await Promise.all([
    startReplicatedPostgres(),
    startRedis(),
    startCompanion(silent),
  ]);
  stack.defer(() => postgres.stop());
  stack.defer(() => redis.remove());
  stack.use(companion);
  const dataDir = newFolder();
  const service = start({ dataDir, env: settings(postgres, redis, companion) });
  stack.defer(async () => {
    service.process.kill("SIGTERM");
    const { code, errors } = await service.ended;
    if (code !== 0 || errors.length > 0) throw new Error(`reviews ended with ${code}: ${errors.join("\n")}`);
  });
  const origin = await service.origin;
  const observed = stack.use(new Observed(`${origin}/metrics`));
  const leaving = new AbortController();
  stack.defer(() => leaving.abort());
  const send = createClient(origin, leaving.signal);
  const account = {
    email: "admin@reviews.local",
    password: readFileSync(join(dataDir, "admin-password"), "utf8"),
  };
  const cast = await gather(send, account);
  const { token: admin } = expectStatus(201, await send("POST", "/api/v1/sessions", { body: account })).body;
  return {
    ...{ origin, tokenFile: join(dataDir, "token"), send, observed, postgres, redis },
    cast: { ...cast, admin },
    ...controlsOf(companion),
    ...drillsOf(send, admin),
  };
}

/** Limits are lower than a service would have them, so that they are met within seconds. */
function settings(
  { primary, replica }: ReplicatedPostgres,
  redis: TestRedis,
  { scannerUrl, webhookUrl }: Companion,
): NodeJS.ProcessEnv {
  return {
    ...{ DRILLS: "on", FAROL_TICK: "1s", REDIS_URL: redis.url },
    ...{ SCANNER_URL: scannerUrl, WEBHOOK_URL: webhookUrl },
    ...{ DATABASE_URL: primary.connectionString, DATABASE_REPLICA_URL: replica.connectionString },
    ...{ DATABASE_POOL_MIN: "2", DATABASE_POOL_MAX: "10", DATABASE_POOL_WAIT: "500ms" },
    ...{ DATABASE_CONNECTION_LIFETIME: "3s", DATABASE_LEAK_LIMIT: "1s" },
  };
}

function controlsOf({ url }: Companion): Pick<Stage, "fault" | "received"> {
  const send = createClient(url, new AbortController().signal);
  return {
    fault: async (settings) => void expectStatus(200, await send("PUT", "/faults", { body: settings })),
    received: async () => expectStatus(200, await send("GET", "/webhook")).body.received.length,
  };
}

function drillsOf(send: Send, token: string): Pick<Stage, "drill" | "drillEnded"> {
  return {
    drill: (name, input = {}) => send("POST", `/api/v1/drills/${name}`, { token, body: input }),
    async drillEnded(name) {
      await until(`the end of ${name}`, async () => {
        const { items } = expectStatus(200, await send("GET", "/api/v1/drills", { token })).body;
        return (
          items.some((it: { name: string; running: number }) => it.name === name && it.running === 0) ||
          undefined
        );
      });
    },
  };
}
