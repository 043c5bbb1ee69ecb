import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** CPU time of a process by what its threads are, in milliseconds. */
export interface ThreadTimes {
  readonly main: number;
  readonly engine: number;
  readonly all: number;
}

/** Ticks of the kernel's clock a second, as Linux tells user space (proc(5)). */
const TICKS_PER_SECOND = 100;

export function threadTimes(pid: number): ThreadTimes {
  const threads = readdirSync(`/proc/${pid}/task`).map((id) => {
    const stat = readFileSync(`/proc/${pid}/task/${id}/stat`, "latin1");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ms = ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
    return { id: Number(id), name, ms };
  });
  const sum = (which: typeof threads) => which.reduce((total, { ms }) => total + ms, 0);
  return {
    main: sum(threads.filter(({ id }) => id === pid)),
    engine: sum(threads.filter(({ name }) => name.startsWith("farol"))),
    all: sum(threads),
  };
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string; functionName: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  /** Microseconds of the clock that `process.hrtime` reads. */
  readonly startTime: number;
}

/** The share of the application's thread's busy time that was spent in Farol's own functions. */
export function ownShare(profiles: string, beginNs: bigint, endNs: bigint): number {
  const [file] = readdirSync(profiles);
  const { nodes, samples, timeDeltas, startTime } = JSON.parse(
    readFileSync(join(profiles, file!), "utf8"),
  ) as Profile;
  const kindOf = new Map(nodes.map(({ id, callFrame }) => [id, kind(callFrame)]));
  const times = { idle: 0, farol: 0, other: 0 };
  let at = startTime;
  for (const [i, sample] of samples.entries()) {
    const delta = timeDeltas[i]!;
    at += delta;
    if (at >= Number(beginNs / 1000n) && at <= Number(endNs / 1000n)) times[kindOf.get(sample)!] += delta;
  }
  return times.farol / (times.farol + times.other);
}

function kind({ url, functionName }: { url: string; functionName: string }): "idle" | "farol" | "other" {
  if (functionName === "(idle)") return "idle";
  return url.startsWith(FAROL) ? "farol" : "other";
}

const FAROL = new URL("../../src/", import.meta.url).href;
