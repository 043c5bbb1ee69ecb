import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { PromtoolFolder } from "./promtool.fixture.ts";
import { runPromtool } from "./run-promtool.ts";

let folder: PromtoolFolder;
beforeEach(() => {
  folder = new PromtoolFolder();
});
afterEach(() => folder[Symbol.dispose]());

/** In the place of promtool. @param script of a shell, whose arguments are the files. */
function promtoolIs(script: string): void {
  folder.promtoolIs(`shift 2\n${script}`);
}

test("every file has its verdict, in the order of the files, however many runs they take", async () => {
  promtoolIs(`for file; do
    echo "Unit Testing:  $file"
    case $file in *7.yml) echo "  FAILED:
    exp: 1 in $file" >&2 ;; *) echo "  SUCCESS" ;; esac
    echo
  done`);
  const paths = Array.from({ length: 40 }, (_, i) => `${i}.yml`);
  const verdicts = await runPromtool(folder.path, paths);
  assert.deepEqual(
    verdicts.map(({ path }) => path),
    paths,
  );
  const failures = verdicts.flatMap(({ failure }) => failure ?? []);
  assert.deepEqual(
    failures,
    ["7", "17", "27", "37"].map((name) => `exp: 1 in ${name}.yml`),
  );
});

test("a run that ends early is refused with what it said", async () => {
  promtoolIs('echo "Unit Testing:  $1"; echo "panic: out of memory" >&2; exit 2');
  await assert.rejects(runPromtool(folder.path, ["0.yml", "1.yml"]), {
    code: "FAROL_PROMTOOL",
    message: /ended with 2 before all tests were run.*panic: out of memory/s,
  });
});

test("a run that does not end is ended, and refused with what it said", async () => {
  promtoolIs('echo "waiting for a lock" >&2; exec tail -f /dev/null');
  await assert.rejects(runPromtool(folder.path, ["0.yml"], 500), {
    code: "FAROL_PROMTOOL",
    message: /ended by SIGTERM, at the latest after 0\.5 s, .*waiting for a lock/s,
  });
});
