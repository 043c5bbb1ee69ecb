import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Semantics } from "farol/promql";

/** A script of our own in Prometheus' test language. */
export interface Script {
  /** Its place, such as `both/rates.test`. */
  readonly path: string;
  /** Which Prometheus it is true of. */
  readonly semantics: readonly Semantics[];
  readonly text: string;
}

const ROOT = join(import.meta.dirname, "promql");
const FOLDERS: Readonly<Record<string, readonly Semantics[]>> = {
  both: ["v2", "v3"],
  v2: ["v2"],
  v3: ["v3"],
};

/** The scripts of test/promql; their folder says which Prometheus they are true of. */
export const SCRIPTS: readonly Script[] = Object.entries(FOLDERS).flatMap(([folder, semantics]) =>
  readdirSync(join(ROOT, folder)).map((file) => ({
    path: `${folder}/${file}`,
    semantics,
    text: readFileSync(join(ROOT, folder, file), "utf8"),
  })),
);
