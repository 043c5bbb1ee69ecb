import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { farol } from "./farol-program.ts";

const DEFINITION = fileURLToPath(new URL("stack/compile-prometheus.monitoring.ts", import.meta.url));

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "farol-generate-"));
});
after(() => rmSync(folder, { recursive: true }));

function generate(...args: readonly string[]) {
  return farol(folder, ["generate", ...args]);
}

test("generate writes the files, and --check is content until one is changed", () => {
  const args = ["--definition", DEFINITION, "--out", "deploy"];
  const stale = generate(...args, "--check");
  assert.equal(stale.code, 1);
  assert.match(stale.err, /deploy\/prometheus\/prometheus\.yml is missing/);
  assert.equal(existsSync(join(folder, "deploy")), false);

  const written = generate(...args);
  assert.equal(written.code, 0, written.err);
  assert.match(written.out, /^wrote deploy\/prometheus\/rules\/jobs\.yml$/m);
  assert.deepEqual(generate(...args, "--check"), { code: 0, out: "", err: "" });

  appendFileSync(join(folder, "deploy/prometheus/rules/jobs.yml"), "# mine\n");
  const edited = generate(...args, "--check");
  assert.equal(edited.code, 1);
  assert.match(edited.err, /^deploy\/prometheus\/rules\/jobs\.yml is different$/m);
});

test("monitoring.ts of the folder is the definition, and its stack is generated for", () => {
  writeFileSync(
    join(folder, "monitoring.ts"),
    `export { monitoring } from ${JSON.stringify(DEFINITION)};
     export const stack = { versions: { prometheus: "2.53" }, service: ["reviews:80"] };`,
  );
  const { code, err } = generate("--out", "here");
  assert.equal(code, 0, err);
  const text = readFileSync(join(folder, "here/prometheus/prometheus.yml"), "utf8");
  assert.match(text, /for Prometheus 2\.53\. /);
  assert.match(text, /- reviews:80$/m);
});

test("what is no definition is refused with what to do", () => {
  writeFileSync(join(folder, "empty.ts"), "export const monitor = {};");
  writeFileSync(join(folder, "broken.ts"), "import 'nothing-of-this-name';");
  const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--definition", "none.ts", "--out", "x"], /^There is no none\.ts: say with --definition/],
    [
      ["--definition", "empty.ts", "--out", "x"],
      /^empty\.ts exports no monitoring: write `export const monitoring/,
    ],
    [["--definition", "broken.ts", "--out", "x"], /^broken\.ts cannot be loaded: .*nothing-of-this-name/],
    [["--definition", DEFINITION], /^Say where to, as --out deploy/],
    [["--oot", "x"], /--oot/],
  ];
  for (const [args, message] of refusals) {
    const { code, err } = generate(...args);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, message);
  }
});

test("what cannot be generated is told without a stack", () => {
  writeFileSync(
    join(folder, "future.ts"),
    `export { monitoring } from ${JSON.stringify(DEFINITION)};
     export const stack = { versions: { prometheus: "9.0" } };`,
  );
  const { code, err } = generate("--definition", "future.ts", "--out", "x");
  assert.equal(code, 1);
  assert.match(err, /^prometheus 9\.0: .*\[FAROL_VERSION\]\n$/);
});
