import type { Host } from "../../model/index.ts";
import type { Statement } from "./statement/statement.ts";

const INTERVAL_MS = 1000;
/** Shapes whose last line is remembered. */
const MAX_SHAPES = 500;

interface Line {
  loggedMs: number;
  suppressed: number;
}

/** Logs slow statements by their shape, at most one line a shape and second; each line says how many it left out. */
export class SlowLog {
  readonly #host: Host;
  readonly #pool: string;
  readonly #lines = new Map<string, Line>();

  constructor(host: Host, pool: string) {
    this.#host = host;
    this.#pool = pool;
  }

  write({ shape, type }: Statement, durationMs: number): void {
    const nowMs = this.#host.clock.monotonic();
    const last = this.#lines.get(shape);
    if (last !== undefined && nowMs - last.loggedMs < INTERVAL_MS) {
      last.suppressed++;
      return;
    }
    this.#remember(shape, nowMs);
    const fields = {
      shape,
      durationMs: Math.round(durationMs * 1000) / 1000,
      queryType: type,
      pool: this.#pool,
    };
    const suppressed = last?.suppressed ?? 0;
    this.#host.logger.warn(suppressed > 0 ? { ...fields, suppressed } : fields, "Slow query");
  }

  /** In the order of their last lines, so that the first is the one to forget. */
  #remember(shape: string, loggedMs: number): void {
    this.#lines.delete(shape);
    const oldest = this.#lines.size >= MAX_SHAPES ? this.#lines.keys().next().value : undefined;
    if (oldest !== undefined) this.#lines.delete(oldest);
    this.#lines.set(shape, { loggedMs, suppressed: 0 });
  }
}
