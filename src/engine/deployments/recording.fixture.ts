/** Records deployments in the folder that is its argument, and prints the id of each that was acknowledged. */
import { silentLogger, systemClock } from "../../model/index.ts";
import { openRemembered } from "../remembered.ts";

const { deployments } = openRemembered({
  dataDir: process.argv[2],
  clock: systemClock,
  logger: silentLogger,
});
const record = (count: number) => {
  const { deployment } = deployments.record({ phase: "completed", version: `1.0.${count}` });
  process.stdout.write(`${deployment.id}\n`);
  setImmediate(record, count + 1);
};
record(1);
