import type { Host } from "../../model/index.ts";
import { LogLimit } from "./log-limit.ts";
import type { Statement } from "./statement/statement.ts";

/** Logs slow statements by their shape, at most one line a shape and second; each line says how many it left out. */
export class SlowLog {
  readonly #host: Host;
  readonly #pool: string;
  readonly #limit: LogLimit;

  constructor(host: Host, pool: string) {
    this.#host = host;
    this.#pool = pool;
    this.#limit = new LogLimit(host.clock);
  }

  write({ shape, type }: Statement, durationMs: number): void {
    const suppressed = this.#limit.pass(shape);
    if (suppressed === undefined) return;
    const fields = {
      shape,
      durationMs: Math.round(durationMs * 1000) / 1000,
      queryType: type,
      pool: this.#pool,
    };
    this.#host.logger.warn(suppressed > 0 ? { ...fields, suppressed } : fields, "Slow query");
  }
}
