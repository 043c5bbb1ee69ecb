import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A folder that is the first of the PATH, where a program may stand in the place of promtool; disposed with the test. */
export class PromtoolFolder {
  readonly path = mkdtempSync(join(tmpdir(), "farol-promtool-"));
  readonly #before = process.env.PATH;

  /** @param alone Whether nothing else is in the PATH. Default: all that was before is. */
  constructor({ alone = false } = {}) {
    process.env.PATH = alone ? this.path : `${this.path}${delimiter}${this.#before}`;
  }

  /** @param script of a shell, which is given what promtool is. */
  promtoolIs(script: string): void {
    const path = join(this.path, "promtool");
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  [Symbol.dispose](): void {
    process.env.PATH = this.#before;
    rmSync(this.path, { recursive: true });
  }
}
