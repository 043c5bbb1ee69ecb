import { silentLogger } from "farol";
import { startCompanion } from "./companion.ts";

/** Run as a process: starts a companion, says which, and waits to be killed. */
const { pid } = await startCompanion({ ...silentLogger, debug() {} });
process.stdout.write(`${pid}\n`);
setInterval(() => {}, 60_000);
