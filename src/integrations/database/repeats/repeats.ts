import type { Counter, CounterSeries, Host } from "../../../model/index.ts";
import { listenToRequests, type RequestScope } from "../../../record/index.ts";
import { type Method, overheardPromise } from "../../watching/index.ts";
import { awaitingPlace, CallSite } from "../call-site.ts";
import { LogLimit } from "../log-limit.ts";
import { dbRepeatedQueries, type QueryType } from "../metrics.ts";
import type { Statement } from "../statement/statement.ts";
import { type OpenPattern, Patterns, type RepeatedPattern } from "./patterns.ts";

/** When statements of one shape in one request are too many. */
export interface RepeatedQueries {
  /** From how many on. Default: 10, so that a handful of look-ups is fine and a page's rows one by one are not. */
  readonly times?: number;
  /** Which types of statements are looked at. Default: SELECT. */
  readonly types?: readonly QueryType[];
}

/** As `http_requests_total` calls the endpoint of what no route matched. */
const UNMATCHED = "unmatched";
/** Shapes of one request that are counted. */
const MAX_SHAPES = 200;
/** Deep enough to see past a query builder. Taken once a pattern, not once a statement. */
const FRAMES = 50;

/** How often one request ran one shape, and the pattern that it became by that. */
interface Count {
  times: number;
  pattern: OpenPattern | undefined;
}

/** What is known of one request. */
interface Tally {
  readonly endpoint: string;
  readonly repeated: CounterSeries;
  readonly counts: Map<string, Count>;
}

/** Finds statements that a request repeats, one after the other or side by side: the N+1 pattern. */
export class Repeats {
  readonly #host: Host;
  readonly #pool: string;
  readonly #statementOf: (text: string) => Statement;
  readonly #times: number;
  readonly #types: readonly QueryType[];
  readonly #counter: Counter<typeof dbRepeatedQueries.labels>;
  readonly #limit: LogLimit;
  readonly #patterns = new Patterns();
  /** Ends that requests have scopes on this one's behalf. */
  readonly stop: () => void;

  constructor(
    host: Host,
    pool: string,
    statementOf: (text: string) => Statement,
    { times = 10, types = ["SELECT"] }: RepeatedQueries,
  ) {
    this.#host = host;
    this.#pool = pool;
    this.#statementOf = statementOf;
    this.#times = times;
    this.#types = types;
    this.#counter = host.recorder.counter(dbRepeatedQueries);
    this.#limit = new LogLimit(host.clock);
    this.stop = listenToRequests();
  }

  patterns(endpoint?: string): readonly RepeatedPattern[] {
    return this.#patterns.read(endpoint);
  }

  /**
   * Runs a statement on behalf of a request, and counts it.
   * @param called The method that the application has called for it.
   */
  run(scope: RequestScope, text: string, called: Method, query: () => unknown): unknown {
    const pattern = this.#count(scope, text);
    if (pattern === undefined) return query();
    pattern.place ??= new CallSite(called, FRAMES).place;
    const result = query();
    const isAwaited = typeof (result as PromiseLike<unknown> | undefined)?.then === "function";
    if (pattern.place === undefined && isAwaited) {
      // Who awaits a query builder is not on the stack while that runs its statement, but is once the statement ended.
      return overheardPromise(result, () => {
        pattern.place ??= awaitingPlace(FRAMES);
        this.#log(pattern);
      });
    }
    this.#log(pattern);
    return result;
  }

  /** The pattern, when this is the statement that makes it one. */
  #count(scope: RequestScope, text: string): OpenPattern | undefined {
    const { shape, type } = this.#statementOf(text);
    const tally = scope.keep(this, () => this.#tally(scope));
    if (shape === "" || !this.#types.includes(type)) return undefined;
    const count = tally.counts.get(shape) ?? added(tally.counts, shape);
    if (++count.times === this.#times) {
      tally.repeated.inc();
      count.pattern = this.#patterns.seen(tally.endpoint, shape);
    }
    if (count.pattern !== undefined && count.times > count.pattern.worst) count.pattern.worst = count.times;
    return count.times === this.#times ? count.pattern : undefined;
  }

  /** The series is there from the endpoint's first statement on, so that `rate()` sees its first repetition. */
  #tally(scope: RequestScope): Tally {
    const endpoint = scope.endpoint ?? UNMATCHED;
    return { endpoint, repeated: this.#counter.series({ endpoint }), counts: new Map() };
  }

  #log({ endpoint, shape, place }: OpenPattern): void {
    const suppressed = this.#limit.pass(JSON.stringify([endpoint, shape]));
    if (suppressed === undefined) return;
    const fields = { endpoint, shape, count: this.#times, place, pool: this.#pool };
    this.#host.logger.warn(suppressed > 0 ? { ...fields, suppressed } : fields, "Repeated query");
  }
}

/** A shape past the cap begins anew each time. */
function added(counts: Map<string, Count>, shape: string): Count {
  const count = { times: 0, pattern: undefined };
  if (counts.size < MAX_SHAPES) counts.set(shape, count);
  return count;
}
