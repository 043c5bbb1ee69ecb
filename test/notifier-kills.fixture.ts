import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { OutgoingMessage } from "../src/engine/notifier/receiver.ts";
import { systemClock } from "../src/model/index.ts";
import { fastClock, type Storm } from "./notifier-killed.fixture.ts";

/** A storm begins, and ends, under so many kills each. */
const KILLS_A_PHASE = 3;
const ALERTS = 500;
const GROUPS = 50;
/** The receiver is down for so long, up for so long, and so on. */
const DOWN_MS = 100;
const LATEST_KILL_MS = 1500;
/** What is not told by then is lost. */
const LOST_AFTER_MS = 60_000;

/** What became of storms during which the notifier was killed. */
export interface KillsOutcome {
  readonly kills: number;
  /** Each counts once. */
  readonly messages: number;
  /** How often the receiver took a message that it had taken already. */
  readonly repeats: number;
  /** Beginnings and ends of alerts that the receiver was not told of. */
  readonly lost: number;
}

/** A webhook that is down half of the time, and remembers what it took. */
class FlakyReceiver {
  readonly server = createServer((request, response) => this.#take(request, response));
  /** How often each message was taken, by its id. */
  readonly taken = new Map<string, number>();
  /** What each alert was last told to be, by its pod: `firing 17…`, `resolved 17…` with its beginning. */
  readonly believed = new Map<string, string>();
  #onTaken = () => {};

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isDown = Math.floor(systemClock.now() / DOWN_MS) % 2 === 0;
    if (isDown) {
      request.socket.destroy();
      return;
    }
    const body = await text(request).catch(() => "");
    if (!body.endsWith("}")) return;
    const { id, alerts } = JSON.parse(body) as OutgoingMessage;
    this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
    for (const { status, startsAtMs, labels } of alerts)
      this.believed.set(labels.pod!, `${status} ${startsAtMs}`);
    response.end();
    this.#onTaken();
  }

  /** Resolves once every alert is believed to be so; with how many are not when time is over. */
  async allAre(state: string): Promise<number> {
    const lacking = () => ALERTS - [...this.believed.values()].filter((one) => one === state).length;
    const { promise, resolve } = Promise.withResolvers<number>();
    const tooLate = setTimeout(() => resolve(lacking()), LOST_AFTER_MS);
    this.#onTaken = () => lacking() === 0 && resolve(0);
    this.#onTaken();
    return promise.finally(() => clearTimeout(tooLate));
  }

  get repeats(): number {
    return [...this.taken.values()].reduce((sum, times) => sum + times - 1, 0);
  }
}

/** Kills notifiers at random moments, at least so often, while 500 alerts begin, and while they end. */
export async function killNotifiers(kills: number): Promise<KillsOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), "farol-notifier-killed-"));
  const receiver = new FlakyReceiver();
  try {
    receiver.server.listen(0, "127.0.0.1");
    await once(receiver.server, "listening");
    return await killInStorms(kills, dataDir, receiver);
  } finally {
    receiver.server.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function killInStorms(kills: number, dataDir: string, receiver: FlakyReceiver): Promise<KillsOutcome> {
  const url = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}/`;
  const originMs = systemClock.now();
  const clock = fastClock(originMs);
  let [killed, lost] = [0, 0];
  for (; killed < kills; killed += 2 * KILLS_A_PHASE) {
    const startsAtMs = Math.round(clock.now());
    const storm: Storm = { dataDir, url, alerts: ALERTS, groups: GROUPS, originMs, startsAtMs };
    lost += await killThrough(storm, receiver, `firing ${startsAtMs}`);
    const over = { ...storm, endsAtMs: Math.round(clock.now()) };
    lost += await killThrough(over, receiver, `resolved ${startsAtMs}`);
  }
  return { kills: killed, messages: receiver.taken.size, repeats: receiver.repeats, lost };
}

/** Kills one process after the other at random moments, the last once the receiver knows. @returns How many are lost. */
async function killThrough(storm: Storm, receiver: FlakyReceiver, state: string): Promise<number> {
  for (let i = 1; i < KILLS_A_PHASE; i++) {
    const child = run(storm);
    await wait(Math.random() * LATEST_KILL_MS);
    await kill(child);
  }
  const child = run(storm);
  const lost = await receiver.allAre(state);
  await wait(Math.random() * LATEST_KILL_MS);
  await kill(child);
  return lost;
}

function run(storm: Storm): ChildProcess {
  const program = fileURLToPath(new URL("./notifier-killed.fixture.ts", import.meta.url));
  return spawn(process.execPath, [program, JSON.stringify(storm)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  assert.deepEqual(await ended, [null, "SIGKILL"]);
}
