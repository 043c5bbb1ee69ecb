import { createFarol, type Farol, systemClock } from "farol";
import type { Logger } from "pino";
import { type AppParts, createApp } from "./app.ts";
import { startCompanion } from "./companion/companion.ts";
import { type DataFolder, openDataFolder } from "./data-folder/data-folder.ts";
import { startEmbedded } from "./database/embedded/embedded.ts";
import { migrate } from "./database/migrate.ts";
import { domainRecorder } from "./domain-metrics.ts";
import { type Announcer, createAnnouncer } from "./events.ts";
import { healthChecks } from "./health/checks.ts";
import { keepHouse } from "./housekeeping.ts";
import { drain, listen } from "./http/listen.ts";
import { answerOf } from "./http/problem.ts";
import { ensureAdmin } from "./identity/ensure-admin.ts";
import { createPasswords } from "./identity/passwords.ts";
import { OPERATOR } from "./identity/roles.ts";
import { declarations, type Metrics } from "./metrics.ts";
import { monitoring } from "./monitoring.ts";
import { startOutside } from "./outside/outside.ts";
import manifest from "./package.json" with { type: "json" };
import { openResources, type Resources } from "./resources.ts";
import { createBus, type ReviewsBus } from "./reviews-bus.ts";
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

/** What is there from the beginning. */
interface Foundation {
  readonly settings: Settings;
  readonly folder: DataFolder;
  readonly farol: Farol;
  readonly metrics: Metrics;
  readonly log: Logger;
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
    ...{ tick: settings.FAROL_TICK, token, dataDir: folder.path, logger: log },
    version: manifest.version,
    // a port that the system chooses is not known yet
    ...(settings.PORT > 0 && { publicUrl: `http://localhost:${settings.PORT}` }),
  });
  started.defer(() => farol.close());
  const metrics = farol.instruments(declarations);
  const foundation: Foundation = { settings, folder, farol, metrics, log };
  const resources = openResources({ ...foundation, url }, started);
  const { bus, events } = connect(foundation, resources);
  answerOf(await bus.execute(ensureAdmin, secrets.admin, { actor: OPERATOR, log }));
  started.use(await keepHouse(bus, metrics, log));
  const scannerUrl = await reachOut(foundation, bus, events, started);
  signal.throwIfAborted();

  const { pool, cache } = resources;
  const health = farol.health({
    checks: healthChecks({ pool, redis: cache.link, scannerUrl, dataDir: folder.path }),
  });
  // whoever learns that it is there shall find it ready
  await health.runNow();
  const { signingKey } = secrets;
  const drills = settings.DRILLS === "on" ? { pool, health } : undefined;
  const app = { bus, metrics, log, signingKey, farol, redis: cache.connections?.commands, settings, drills };
  const port = await serve(app, foundation, started);
  started.defer(() => health.stop());
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

/** The bus on its resources, and what it announces. */
function connect({ metrics, log }: Foundation, { databases, cache }: Resources) {
  const events = createAnnouncer(log);
  events.listen(domainRecorder(metrics));
  const services = {
    database: databases,
    clock: systemClock,
    passwords: createPasswords(),
    announce: events.announce,
  };
  return { bus: createBus(services, metrics, cache), events };
}

/** Begins to scan changes and to notify; answers where the scanner is. */
async function reachOut(
  { settings: { SCANNER_URL, WEBHOOK_URL }, farol, log }: Foundation,
  bus: ReviewsBus,
  events: Announcer,
  started: AsyncDisposableStack,
): Promise<string> {
  const isElsewhere = SCANNER_URL !== undefined && WEBHOOK_URL !== undefined;
  const companion = isElsewhere ? undefined : started.use(await startCompanion(log));
  const scannerUrl = SCANNER_URL ?? companion!.scannerUrl;
  const webhookUrl = WEBHOOK_URL ?? companion!.webhookUrl;
  const parts = { bus, clock: systemClock, log, watch: farol.cockatiel, scannerUrl, webhookUrl };
  events.listen(started.use(startOutside(parts)).hear);
  return scannerUrl;
}

/** Opens the application to requests; answers on which port. */
async function serve(
  parts: Omit<AppParts, "version">,
  { settings, farol }: Foundation,
  started: AsyncDisposableStack,
): Promise<number> {
  const app = await createApp({ ...parts, version: manifest.version });
  started.defer(() => drain(app, { delayMs: settings.DRAIN_DELAY, limitMs: settings.DRAIN_LIMIT }));
  const port = await listen(app, settings.HOST, settings.PORT);
  farol.lifecycle("ready");
  started.defer(() => farol.lifecycle("draining"));
  return port;
}
