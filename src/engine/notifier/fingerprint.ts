import type { Labels } from "../../model/index.ts";

const TWO_32 = 2 ** 32;
/** FNV's prime is 2^40 + 0x1b3, so that a product is two products and a shift, none of them beyond a double. */
const PRIME_LOW = 0x1b3;
const SEPARATOR = Uint8Array.of(0xff);

/** Alertmanager's fingerprint of labels: FNV-1a (64 bits) of names and values in order, as 16 hexadecimal digits. */
export function fingerprintOf(labels: Labels): string {
  let hash: Halves = { high: 0xcbf29ce4, low: 0x84222325 };
  for (const name of Object.keys(labels).sort()) {
    const value = labels[name]!;
    // To Alertmanager an empty label is none.
    if (value === "") continue;
    for (const bytes of [Buffer.from(name), SEPARATOR, Buffer.from(value), SEPARATOR])
      hash = add(hash, bytes);
  }
  return digits(hash.high) + digits(hash.low);
}

interface Halves {
  readonly high: number;
  readonly low: number;
}

function add({ high, low }: Halves, bytes: Uint8Array): Halves {
  for (const byte of bytes) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / TWO_32) + ((mixed << 8) >>> 0)) % TWO_32;
    low = product % TWO_32;
  }
  return { high, low };
}

function digits(half: number): string {
  return half.toString(16).padStart(8, "0");
}
