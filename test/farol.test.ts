import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { counter, createFarol, defineMonitoring, silentLogger, unboundedLabel } from "farol";
import { until } from "./until.ts";

const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: unboundedLabel } });
const monitoring = defineMonitoring({ service: "jobs", metrics: [jobs] });

test("a worker thread's numbers are summed with the main thread's, and stay when it has ended", async () => {
  const farol = await createFarol(monitoring, { logger: silentLogger });
  farol.instruments({ jobs }).jobs.inc({ queue: "mail" }, 4);
  const worker = new Worker(new URL("./threads.fixture.ts", import.meta.url));
  await once(worker, "message");
  const shown = async () => {
    const page = await (await fetch(`${farol.url}/metrics`)).text();
    return page.includes('jobs_total{queue="mail"} 7\n') || undefined;
  };
  await until("both threads are summed", shown);
  worker.postMessage("end");
  await once(worker, "exit");
  assert.ok(await shown());
  await farol.close();
});

test("the engine's thread lets the application's go first", { skip: platform() !== "linux" }, async () => {
  const farol = await createFarol(monitoring, { logger: silentLogger });
  const threads = readdirSync("/proc/self/task").map((task) => {
    const stat = readFileSync(`/proc/self/task/${task}/stat`, "utf8");
    const [, id, name, rest] = /^(\d+) \((.*)\) (.*)/s.exec(stat)!;
    return { id: Number(id), name: name!, nice: Number(rest!.split(" ")[16]) };
  });
  const main = threads.find(({ id }) => id === process.pid)!;
  const engines = threads.filter(({ name }) => name === "farol-engine");
  assert.deepEqual([engines.length, engines[0]!.nice - main.nice], [1, 10]);
  await farol.close();
});

test("a port that is taken is refused with its number and the cure", async () => {
  const first = await createFarol(monitoring, { logger: silentLogger });
  const enginePort = Number(new URL(first.url).port);
  await assert.rejects(createFarol(monitoring, { logger: silentLogger, enginePort }), {
    code: "FAROL_ENGINE_START",
    message: new RegExp(`127\\.0\\.0\\.1:${enginePort}.*another program listens`),
  });
  await first.close();
});

test("after close the engine no longer answers, and closing again does no harm", async () => {
  const farol = await createFarol(monitoring, { logger: silentLogger });
  const { url } = farol;
  await farol.close();
  await farol.close();
  await assert.rejects(fetch(`${url}/metrics`));
});
