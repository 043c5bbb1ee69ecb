import type { Policies } from "./policies.ts";

/** Lets Farol watch a circuit breaker and what is around it; `Farol.cockatiel` satisfies it. */
export type Watch = (
  parts: Pick<Policies, "breaker" | "retry"> & { readonly policy: { execute: unknown } },
  options: { readonly name: string },
) => unknown;
