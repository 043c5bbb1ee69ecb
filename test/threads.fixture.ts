import { parentPort } from "node:worker_threads";
import { counter, createFarol, defineMonitoring, unboundedLabel } from "farol";

/** Run on a worker thread: counts three jobs, and ends when it is told to. */
const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: unboundedLabel } });
const farol = await createFarol(defineMonitoring({ service: "jobs", metrics: [jobs] }));
const { done } = farol.instruments({ done: jobs });
done.inc({ queue: "mail" }, 3);
parentPort!.postMessage("counted");
parentPort!.once("message", async () => {
  await farol.close();
  parentPort!.close();
});
