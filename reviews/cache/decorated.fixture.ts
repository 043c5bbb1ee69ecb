import type { Cache } from "./cache.ts";
import type { cached as Cached, invalidates as Invalidates } from "./cached.ts";

/** A class as those write it who compile. It imports types only, so that it can be compiled by itself. */
export function createCatalog(cache: Cache, cached: typeof Cached, invalidates: typeof Invalidates) {
  return class Catalog {
    reads = 0;
    readonly #prices = new Map([["pen", 1]]);

    @cached(cache, (name: string) => ({ key: `price:${name}`, tags: ["prices"], ttlMs: 60_000 }))
    async price(name: string): Promise<number | undefined> {
      this.reads++;
      return this.#prices.get(name);
    }

    @invalidates(cache, () => ({ tags: ["prices"] }))
    async setPrice(name: string, price: number): Promise<void> {
      this.#prices.set(name, price);
    }
  };
}
