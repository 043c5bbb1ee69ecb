import { setTimeout as delay } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import { z } from "zod";

/** How a role misbehaves, and how often. */
const fault = z.object({
  /** `fail` answers 503, `delay` answers late, `hang` never answers, `reset` cuts the connection. */
  mode: z.enum(["off", "fail", "delay", "hang", "reset"]),
  /** How late `delay` answers, in milliseconds. */
  ms: z.int().min(0).max(600_000).default(1000),
  /** The share of requests that it meets. */
  rate: z.number().min(0).max(1).default(1),
  /** Where the random numbers behind `rate` begin: the same seed meets the same requests. */
  seed: z.int().default(1),
});

/** What `PUT /faults` takes: a role that is not named stays as it is. */
export const faultSettings = z.strictObject({ scanner: fault.optional(), webhook: fault.optional() });
export type FaultSettings = z.input<typeof faultSettings>;
export type Role = keyof FaultSettings;
type Fault = z.output<typeof fault>;

const OFF: Fault = { mode: "off", ms: 0, rate: 0, seed: 0 };

/** The faults of both roles, none at first. */
export class Faults {
  readonly #faults: Record<Role, Fault> = { scanner: OFF, webhook: OFF };
  readonly #random: Record<Role, () => number> = { scanner: seeded(0), webhook: seeded(0) };

  get current(): Readonly<Record<Role, Fault>> {
    return this.#faults;
  }

  set(settings: z.output<typeof faultSettings>): void {
    for (const role of ["scanner", "webhook"] as const) {
      const next = settings[role];
      if (next === undefined) continue;
      this.#faults[role] = next;
      this.#random[role] = seeded(next.seed);
    }
  }

  /** Does to a request what the role's fault says. Resolves when the request may go on; `reply.sent` when it is over. */
  async meet(role: Role, reply: FastifyReply): Promise<void> {
    const { mode, ms, rate } = this.#faults[role];
    if (mode === "off" || this.#random[role]() >= rate) return;
    if (mode === "delay") await delay(ms);
    else if (mode === "fail") reply.code(503).send({ error: `the ${role} was told to fail` });
    else {
      reply.hijack();
      if (mode === "reset") reply.raw.destroy();
    }
  }
}

/** Numbers from 0 to 1 that are the same at each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
