import type { ApplicationHost } from "../../model/index.ts";
import { Names } from "../watching/index.ts";
import { Breaker } from "./breaker.ts";
import type { BreakerState } from "./metrics.ts";

/** A circuit breaker that is watched. */
export interface BreakerWatch {
  /** The label `breaker` of its metrics. */
  readonly name: string;
  /** Stops watching. The library's objects are then as before, also while calls run; those are not counted any more. */
  uninstall(): void;
}

/** What listens to a library's breaker. */
interface Listening {
  readonly name: string;
  readonly state: BreakerState;
  /** Begins to tell what happens. What it returns takes away everything that it put into the library's objects. */
  begin(breaker: Breaker, watch: BreakerWatch): () => void;
}

const breakerNames = new Names();
const watched = new WeakMap<object, BreakerWatch>();

/** Watches a library's breaker. One that is watched already is not watched twice. */
export function watchOnce(
  host: ApplicationHost,
  target: object,
  { name: wanted, state, begin }: Listening,
): BreakerWatch {
  const known = watched.get(target);
  if (known !== undefined) return known;
  const name = breakerNames.take(host.recorder, [wanted]);
  const breaker = new Breaker(host, name, state);
  const watch: BreakerWatch = {
    name,
    uninstall() {
      if (watched.get(target) !== watch) return;
      watched.delete(target);
      end();
      breaker.leave();
      breakerNames.giveUp(host.recorder, name);
    },
  };
  const end = begin(breaker, watch);
  watched.set(target, watch);
  return watch;
}
