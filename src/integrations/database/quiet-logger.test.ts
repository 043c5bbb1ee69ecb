import assert from "node:assert/strict";
import { it } from "node:test";
import { quietLogger } from "./quiet-logger.ts";

it("a quiet logger passes lines on to its logger, as its method, and does not throw when that does", () => {
  const lines: unknown[][] = [];
  const logger = {
    lines,
    info(...line: unknown[]) {
      this.lines.push(line);
    },
    warn() {
      throw new Error("no disk");
    },
    error() {},
  };
  const quiet = quietLogger(logger);
  quiet.warn({}, "lost");
  quiet.info({ a: 1 }, "kept");
  assert.deepEqual(lines, [[{ a: 1 }, "kept"]]);
});
