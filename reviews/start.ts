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
// explicitly: a statement that another database still works on shall not keep the process
process.exit(await run());

/** Runs the service until it is told to stop; answers the exit code. */
async function run(): Promise<number> {
  try {
    const settings = readSettings(process.env, process.argv.slice(2), process.stdout.isTTY);
    const log = await createLog(settings.logLevel);
    await using service = await startService(settings, log, stop);
    process.stdout.write(banner(service, adminHint(settings)));
    if (!stop.aborted) await once(stop, "abort");
    return 0;
  } catch (error) {
    return error === stop.reason ? 0 : report(error);
  }
}

function report(error: unknown): number {
  const isClear = error instanceof StartError || error instanceof FarolError;
  console.error(isClear ? `reviews: ${error.message}` : error);
  return 1;
}

function adminHint({ ADMIN_EMAIL, ADMIN_PASSWORD, dataDir }: Settings): string {
  const file = relative(process.cwd(), join(dataDir, "admin-password"));
  return `${ADMIN_EMAIL}, password ${ADMIN_PASSWORD === undefined ? `in ${file}` : "as ADMIN_PASSWORD says"}`;
}
