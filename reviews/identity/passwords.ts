import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const KEY_BYTES = 32;
const BLOCK_SIZE = 8;

/** Turns passwords into hashes and checks them, off the event loop. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an unknown user (`hash` undefined) as for a known one, and is then false. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/**
 * scrypt with a salt for each password. `cost` is N and must be a power of two; the default with parallelism 3 is one
 * of those that OWASP's Password Storage Cheat Sheet gives (32 MiB, about 200 ms of one core).
 */
export function createPasswords(cost = 2 ** 15, parallelism = 3): Passwords {
  const hash = async (password: string) => {
    const salt = randomBytes(16);
    const key = await deriveKey(password, salt, cost, parallelism);
    return ["scrypt", cost, parallelism, salt.toString("base64url"), key.toString("base64url")].join("$");
  };
  const decoy = hash(randomBytes(16).toString("hex"));
  return {
    hash,
    async verify(password, known) {
      const [, n, p, salt, key] = (known ?? (await decoy)).split("$") as [
        string,
        string,
        string,
        string,
        string,
      ];
      const actual = await deriveKey(password, Buffer.from(salt, "base64url"), Number(n), Number(p));
      return timingSafeEqual(actual, Buffer.from(key, "base64url")) && known !== undefined;
    },
  };
}

function deriveKey(password: string, salt: Buffer, N: number, p: number): Promise<Buffer> {
  // scrypt needs 128 N r bytes and a little; Node refuses more than 32 MiB unless told
  const maxmem = 128 * N * BLOCK_SIZE + 2 ** 20;
  return derive(password.normalize("NFKC"), salt, KEY_BYTES, { N, r: BLOCK_SIZE, p, maxmem });
}
