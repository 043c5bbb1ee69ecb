import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, seconds } from "./lasting.ts";

const derive = promisify(pbkdf2);
const ITERATIONS = 50_000;

/** Work on Node's own threads, which uses up the machine and leaves the event loop free. */
export const cpu = drill({
  name: "cpu",
  summary: "Use up processors",
  input: z.object({
    seconds: seconds(60),
    atOnce: z.int().min(1).max(64).default(4).describe("Node runs four at a time unless told otherwise"),
  }),
  where: "background",
  async run(parts, { seconds, atOnce }) {
    const end = endOf(parts, seconds);
    const work = async () => {
      while (!end.aborted) await derive("password", "salt", ITERATIONS, 64, "sha512");
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  },
});
