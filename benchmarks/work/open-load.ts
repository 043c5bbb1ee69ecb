import type { Dispatcher } from "undici";

/** One request, and by what answer it counts as done. */
export interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  readonly status: number;
}

/** How a service took a load. */
export interface Taken {
  /** Requests that were due. */
  readonly asked: number;
  /** Answers by status; `0` for requests that were not answered at all. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answers as expected, in each second. */
  readonly perSecond: number;
}

export interface Load {
  /** Requests a second, whatever the service does meanwhile. */
  readonly rate: number;
  readonly seconds: number;
  next(index: number): Ask;
}

/**
 * Asks at a constant rate and measures each answer from when its request was due, so that a service that stalls is
 * charged for all who would have waited.
 */
export async function take(client: Dispatcher, { rate, seconds, next }: Load): Promise<Taken> {
  const total = Math.round(rate * seconds);
  const latencies = new Float64Array(total);
  const statuses = new Map<number, number>();
  const begin = performance.now();
  const running = new Set<Promise<void>>();
  let failed = 0;
  const one = async (index: number) => {
    const due = begin + (index * 1000) / rate;
    const ask = next(index);
    const status = await send(client, ask);
    latencies[index] = performance.now() - due;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status !== ask.status) failed++;
  };
  for (let index = 0; index < total; ) {
    const due = Math.min(total, ((performance.now() - begin) * rate) / 1000);
    for (; index < due; index++) {
      const asked: Promise<void> = one(index).then(() => void running.delete(asked));
      running.add(asked);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  const elapsedSeconds = (performance.now() - begin) / 1000;
  latencies.sort();
  const at = (share: number) => latencies[Math.min(total - 1, Math.floor(total * share))]!;
  const perSecond = (total - failed) / elapsedSeconds;
  return { asked: total, statuses, failed, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), perSecond };
}

async function send(client: Dispatcher, { method, path, token, body }: Ask): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && JSON_TYPE) };
  try {
    const answer = await client.request({
      ...{ origin: "http://service", method, path, headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await answer.body.dump();
    return answer.statusCode;
  } catch {
    return 0;
  }
}

const JSON_TYPE = { "content-type": "application/json" };
