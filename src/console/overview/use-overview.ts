import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { ApiError, type ApiFault } from "../api/api-error.ts";
import type { Client } from "../api/client.ts";
import type { Now } from "../clock.ts";
import type { Selection } from "../range/selection.ts";
import { QUESTIONS } from "./questions.ts";
import type { Snapshot } from "./snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";

/** How often a live page asks again, unless samples are farther apart: nothing is new before. */
const REFRESH_MS = 5000;

export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "failing"; readonly sinceMs: number; readonly fault: ApiFault };

export interface Overview {
  /** The newest answers; they stay when the connection is lost. */
  readonly snapshot: Snapshot | undefined;
  readonly connection: Connection;
  /** Asks again now. */
  readonly refresh: () => void;
}

/** Keeps a snapshot of the selection, renewed while `live` and while somebody looks. */
export function useOverview(client: Client, selection: Selection, live: boolean, now: Now): Overview {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [connection, setConnection] = useState<Connection>({ kind: "connecting" });
  const [asked, setAsked] = useState(0);
  const visible = useVisible();
  const refresh = useCallback(() => setAsked((times) => times + 1), []);

  const fail = (fault: ApiFault) =>
    setConnection((before) => ({
      kind: "failing",
      sinceMs: before.kind === "failing" ? before.sinceMs : (snapshot?.takenAtMs ?? now()),
      fault,
    }));

  /** Returns after how many milliseconds to ask again. */
  const ask = useEffectEvent(async (signal: AbortSignal): Promise<number | undefined> => {
    const outcome = await faultOr(takeSnapshot(client, selection, QUESTIONS, signal, now));
    if (signal.aborted) return undefined;
    if (outcome.kind === "fault") {
      fail(outcome.fault);
      return outcome.fault.kind === "unauthorized" ? undefined : REFRESH_MS;
    }
    setSnapshot(outcome.value);
    setConnection({ kind: "connected" });
    return live ? Math.max(REFRESH_MS, outcome.value.source.scrapeMs) : undefined;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these asks anew
  useEffect(() => (visible ? repeat(ask) : undefined), [client, selection, live, visible, asked]);

  return { snapshot, connection, refresh };
}

type Outcome<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "fault"; readonly fault: ApiFault };

async function faultOr<T>(asked: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "value", value: await asked };
  } catch (error) {
    if (error instanceof ApiError) return { kind: "fault", fault: error.fault };
    return {
      kind: "fault",
      fault: { kind: "unusable", detail: `The answer was not understood: ${error}` },
    };
  }
}

/** Runs a task, and again after as many milliseconds as it returns, until what this returns is called. */
function repeat(task: (signal: AbortSignal) => Promise<number | undefined>): () => void {
  const stop = new AbortController();
  let timer: number | undefined;
  const run = async () => {
    const pauseMs = await task(stop.signal);
    if (pauseMs !== undefined && !stop.signal.aborted) timer = window.setTimeout(run, pauseMs);
  };
  void run();
  return () => {
    stop.abort();
    window.clearTimeout(timer);
  };
}

/** Whether the tab can be seen. */
function useVisible(): boolean {
  const [visible, setVisible] = useState(() => !document.hidden);
  useEffect(() => {
    const listen = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", listen);
    return () => document.removeEventListener("visibilitychange", listen);
  }, []);
  return visible;
}
