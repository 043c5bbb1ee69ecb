import { once } from "node:events";
import { join, relative } from "node:path";
import { FarolError, systemClock } from "farol";
import { banner } from "./banner.ts";
import { createLog } from "./log.ts";
import { startService } from "./service.ts";
import { readSettings, type Settings } from "./settings.ts";
import { StartError } from "./start-error.ts";
import { stopSignal } from "./stop-signal.ts";

const stop = stopSignal(systemClock);
try {
  const settings = readSettings(process.env, process.argv.slice(2), process.stdout.isTTY);
  const log = await createLog(settings.logLevel);
  await using service = await startService(settings, log, stop);
  process.stdout.write(banner(service, adminHint(settings)));
  if (!stop.aborted) await once(stop, "abort");
} catch (error) {
  if (error !== stop.reason) report(error);
}

function report(error: unknown): void {
  process.exitCode = 1;
  const isClear = error instanceof StartError || error instanceof FarolError;
  console.error(isClear ? `reviews: ${error.message}` : error);
}

function adminHint({ ADMIN_EMAIL, ADMIN_PASSWORD, dataDir }: Settings): string {
  const file = relative(process.cwd(), join(dataDir, "admin-password"));
  return `${ADMIN_EMAIL}, password ${ADMIN_PASSWORD === undefined ? `in ${file}` : "as ADMIN_PASSWORD says"}`;
}
