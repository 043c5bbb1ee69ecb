/** A kind of series, as services have them. */
export interface Kind {
  readonly name: string;
  readonly title: string;
  /** The values of one series, which is asked for tick after tick. */
  readonly make: (seed: number) => (tick: number) => number;
}

/** A number from 0 to 1, the same for the same seed. */
function noise(seed: number): number {
  let bits = Math.imul(seed ^ (seed >>> 16), 0x45d9_f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9_f3b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** Events of one tick, at a mean that goes with the time of day. */
function events(seed: number, tick: number, mean: number): number {
  const load = mean * (1 + 0.6 * Math.sin((tick / 5760) * 2 * Math.PI));
  const spread = Math.sqrt(load) * (noise(seed * 7919 + tick) + noise(seed * 104_729 + tick) - 1) * 2;
  const rare = noise(seed * 31 + tick) < load ? 1 : 0;
  return load < 1 ? rare : Math.max(0, Math.round(load + spread));
}

/** How often things happen: few series are busy. */
function meanOf(seed: number): number {
  return 10 ** (noise(seed) * 5 - 2);
}

function accumulated(seed: number, step: (tick: number) => number): (tick: number) => number {
  let [sum, restart] = [0, Math.floor(noise(seed + 5) * 5760)];
  return (tick) => {
    sum = tick === restart ? 0 : sum + step(tick);
    return sum;
  };
}

const counter: Kind = {
  name: "http_requests_total",
  title: "a counter",
  make: (seed) => accumulated(seed, (tick) => events(seed, tick, meanOf(seed))),
};
const idle: Kind = {
  name: "errors_total",
  title: "a counter that rarely moves",
  make: (seed) => accumulated(seed, (tick) => events(seed, tick, 0.002)),
};
const bucket: Kind = {
  name: "http_request_duration_seconds_bucket",
  title: "a histogram's bucket",
  make: (seed) => {
    const share = (seed % 12) / 11;
    return accumulated(seed, (tick) =>
      Math.round(events((seed / 12) | 0, tick, meanOf((seed / 12) | 0)) * share),
    );
  },
};
const sum: Kind = {
  name: "http_request_duration_seconds_sum",
  title: "a histogram's sum (a fractional counter)",
  make: (seed) =>
    accumulated(seed, (tick) => events(seed, tick, meanOf(seed)) * (0.01 + 0.002 * noise(seed + tick))),
};
const cpu: Kind = {
  name: "process_cpu_seconds_total",
  title: "a counter of hundredths",
  make: (seed) => {
    let hundredths = 0;
    return (tick) => {
      hundredths += Math.round(200 + 100 * noise(seed + tick));
      return hundredths / 100;
    };
  },
};
const constant: Kind = {
  name: "build_info",
  title: "a constant gauge",
  make: (seed) => () => (seed % 3 === 0 ? 1 : noise(seed)),
};
const whole: Kind = {
  name: "connections",
  title: "a gauge of whole numbers",
  make: (seed) => (tick) => events(seed, tick, 40 * noise(seed)),
};
const memory: Kind = {
  name: "process_resident_memory_bytes",
  title: "a gauge of bytes, in pages",
  make: (seed) => (tick) => 4096 * Math.round(30_000 + 20 * (tick % 300) + 500 * noise(seed * 17 + tick)),
};
const noisy: Kind = {
  name: "event_loop_lag_seconds",
  title: "a noisy gauge",
  make: (seed) => (tick) => 0.01 + 0.005 * noise(seed * 13 + tick),
};

/** Each kind, and how many of a hundred series it has in a service: histograms are most of them. */
export const MIX: ReadonlyMap<Kind, number> = new Map([
  [bucket, 60],
  [counter, 14],
  [idle, 8],
  [constant, 6],
  [sum, 5],
  [whole, 3],
  [cpu, 2],
  [memory, 1],
  [noisy, 1],
]);
export const KINDS: readonly Kind[] = [...MIX.keys()];

/** So many series in that mix. */
export function mixed(count: number): readonly Kind[] {
  const hundred = [...MIX].flatMap(([kind, share]) => Array.from({ length: share }, () => kind));
  return Array.from({ length: count }, (_, i) => hundred[i % hundred.length]!);
}
