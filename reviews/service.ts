import { createFarol, type Farol, systemClock } from "farol";
import type { Logger } from "pino";
import { type AppParts, createApp } from "./app.ts";
import { type DataFolder, openDataFolder } from "./data-folder/data-folder.ts";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { migrate } from "./database/migrate.ts";
import { createPool, databaseOn, endPool } from "./database/pool.ts";
import { domainRecorder } from "./domain-metrics.ts";
import { keepHouse } from "./housekeeping.ts";
import { drain, listen } from "./http/listen.ts";
import { answerOf } from "./http/problem.ts";
import { ensureAdmin } from "./identity/ensure-admin.ts";
import { createPasswords } from "./identity/passwords.ts";
import { OPERATOR } from "./identity/roles.ts";
import { declarations } from "./metrics.ts";
import { monitoring } from "./monitoring.ts";
import manifest from "./package.json" with { type: "json" };
import { createBus } from "./reviews-bus.ts";
import type { Settings } from "./settings.ts";
import { startVisitor } from "./visitor/visitor.ts";

/** The running service. Disposing of it drains and stops everything, in the reverse order of its start. */
export interface Service extends AsyncDisposable {
  /** Where the application listens, such as `http://localhost:8000`. */
  readonly origin: string;
  /** Where Farol's engine listens. */
  readonly engineUrl: string;
  readonly token: string;
}

/**
 * Starts everything. What has been started is stopped again when a later step fails or `signal` aborts.
 * @throws StartError, or a FarolError, that says what a person can do
 */
export async function startService(settings: Settings, log: Logger, signal: AbortSignal): Promise<Service> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(openDataFolder(settings.dataDir));
  const secrets = secretsOf(settings, folder);
  const url =
    settings.DATABASE_URL ??
    started.use(await startEmbedded(folder.path, folder.secret("postgres-password"))).url;
  await migrate(url);
  signal.throwIfAborted();

  const { token } = secrets;
  const farol = await createFarol(monitoring, {
    tick: settings.FAROL_TICK,
    token,
    logger: log,
    version: manifest.version,
  });
  started.defer(() => farol.close());
  const parts = connect(farol, url, settings.DATABASE_POOL_MAX, log, started);
  answerOf(await parts.bus.execute(ensureAdmin, secrets.admin, { actor: OPERATOR, log }));
  started.use(await keepHouse(parts.bus, parts.metrics, log));
  signal.throwIfAborted();

  const port = await serve({ ...parts, ...secrets, farol, log }, settings, started);
  if (settings.traffic) started.use(startVisitor(`http://127.0.0.1:${port}`, secrets.admin, log));
  const running = started.move();
  return {
    origin: `http://localhost:${port}`,
    engineUrl: farol.url,
    token,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** What the settings do not say is made at random and kept. */
function secretsOf(settings: Settings, folder: DataFolder) {
  return {
    token: settings.FAROL_TOKEN ?? folder.secret("token"),
    signingKey: settings.SIGNING_KEY ?? folder.secret("signing-key"),
    admin: {
      email: settings.ADMIN_EMAIL,
      password: settings.ADMIN_PASSWORD ?? folder.secret("admin-password"),
    },
  };
}

/** The bus on an observed pool, with the metrics that it writes. */
function connect(farol: Farol, url: string, poolMax: number, log: Logger, started: AsyncDisposableStack) {
  const pool = farol.pg(createPool(url, poolMax));
  started.defer(() => endPool(pool));
  pool.on("error", (err) => log.warn({ err }, "an idle database connection ended"));
  const metrics = farol.instruments(declarations);
  const services = {
    database: databaseOn(pool),
    clock: systemClock,
    passwords: createPasswords(),
    announce: domainRecorder(metrics),
  };
  return { bus: createBus(services, metrics), metrics };
}

/** Opens the application to requests; answers on which port. */
async function serve(
  parts: Omit<AppParts, "version"> & { readonly farol: Farol },
  { HOST, PORT }: Settings,
  started: AsyncDisposableStack,
): Promise<number> {
  const app = await createApp({ ...parts, version: manifest.version });
  started.defer(() => drain(app));
  const port = await listen(app, HOST, PORT);
  parts.farol.lifecycle("ready");
  started.defer(() => parts.farol.lifecycle("draining"));
  return port;
}
