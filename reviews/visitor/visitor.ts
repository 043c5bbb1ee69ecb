import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import { playOne } from "./acts.ts";
import { type AdminAccount, gather } from "./cast.ts";
import { createClient } from "./client.ts";

/** The pause between two acts, which send one to three requests: about four requests a second. */
const PAUSE_MS = { least: 150, spread: 700 };

/** About twenty minutes: then all sign in again, since a session ends after an hour. */
const ACTS_A_SESSION = 2000;

/**
 * Visits the application over HTTP as several people and a machine do, until it is disposed of; then it stops at once.
 * What goes wrong is logged and not thrown: the visitor is no part of the service.
 */
export function startVisitor(origin: string, admin: AdminAccount, log: Log): AsyncDisposable {
  const leaving = new AbortController();
  const { signal } = leaving;
  const visit = visitUntil(signal, origin, admin, log).catch((error: unknown) => {
    if (!signal.aborted) log.warn({ err: error }, "the visitor left");
  });
  return {
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await visit;
    },
  };
}

async function visitUntil(signal: AbortSignal, origin: string, admin: AdminAccount, log: Log): Promise<void> {
  const send = createClient(origin, signal);
  while (true) {
    const cast = await gather(send, admin);
    for (let act = 0; act < ACTS_A_SESSION; act++) {
      await playOne({ send, cast, random: Math.random }).catch((err: unknown) => {
        signal.throwIfAborted();
        log.debug({ err }, "the visitor did not get what it wanted");
      });
      await delay(PAUSE_MS.least + Math.random() * PAUSE_MS.spread, undefined, { signal });
    }
  }
}
