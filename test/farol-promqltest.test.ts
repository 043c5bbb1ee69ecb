import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { farol } from "./farol-program.ts";

const LOAD = "load 1m\n  requests_total{code='200'} 0+60x10\n";
const RIGHT = "\neval instant at 5m requests_total\n  requests_total{code='200'} 300\n";
const WRONG = "\neval instant at 5m sum(requests_total)\n  {} 301\n";

/** Runs `farol promqltest` in a folder that holds these files. */
function promqltest(t: TestContext, files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "farol-promqltest-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return farol(folder, ["promqltest", ...args]);
}

describe("farol promqltest", () => {
  it("counts what passed, over all scripts", (t) => {
    const files = { "a.test": LOAD + RIGHT, "b.test": `${LOAD}${RIGHT}${RIGHT}` };
    assert.deepEqual(promqltest(t, files, "a.test", "b.test"), {
      code: 0,
      out: "3 passed, 0 failed\n",
      err: "",
    });
  });

  it("names each failure: where, what was asked, what was expected and what came", (t) => {
    assert.deepEqual(promqltest(t, { "a.test": LOAD + WRONG + RIGHT }, "a.test"), {
      code: 1,
      out: "1 passed, 1 failed\n",
      err: "✗ a.test:4: sum(requests_total)\n  {}: expected 301 at 300000 ms, got 300\n\n",
    });
  });

  it("runs only the cases of a list, which names scripts by the end of their path", (t) => {
    const files = {
      "deep/a.test": LOAD + RIGHT + WRONG,
      "b.test": LOAD + WRONG,
      list: "a.test:4\tsum(requests_total)\n\nnot-given.test:7\n",
    };
    assert.deepEqual(promqltest(t, files, "--cases", "list", "deep/a.test", "b.test"), {
      code: 0,
      out: "1 passed, 0 failed\n",
      err: "",
    });
  });

  it("fails for a line of the list where no case stands", (t) => {
    const { code, out, err } = promqltest(
      t,
      { "a.test": LOAD + RIGHT, list: "a.test:4\na.test:5" },
      ...["--cases=list", "a.test"],
    );
    assert.deepEqual({ code, out }, { code: 1, out: "1 passed, 1 failed\n" });
    assert.equal(err, "✗ a.test:5\n  no case stands on this line\n\n");
  });

  it("names the line that cannot be read, and runs the other scripts", (t) => {
    const files = { "a.test": "clear\nlaod 5m\n", "b.test": LOAD + RIGHT };
    assert.deepEqual(promqltest(t, files, "a.test", "b.test"), {
      code: 1,
      out: "1 passed, 1 failed\n",
      err: '✗ a.test:2\n  "laod 5m" is no command\n\n',
    });
  });

  it("speaks the language of either version", (t) => {
    const script = `${LOAD}\neval instant at 5m count_over_time(requests_total[1m])\n  {code='200'} 2\n`;
    assert.equal(promqltest(t, { "a.test": script }, "a.test").code, 1);
    assert.equal(promqltest(t, { "a.test": script }, "--semantics", "v2", "a.test").code, 0);
  });

  it("removes names in the end as the runner of Prometheus 3 does, or at once when told so", (t) => {
    const asked = `label_replace(abs(requests_total), "was", "$1", "__name__", "(.*)")`;
    const script = (labels: string) => `${LOAD}\neval instant at 5m ${asked}\n  {code='200'${labels}} 300\n`;
    const files = { "late.test": script(", was='requests_total'"), "once.test": script("") };
    assert.equal(promqltest(t, files, "late.test").code, 0);
    assert.equal(promqltest(t, files, "--no-delayed-name-removal", "once.test").code, 0);
    assert.equal(promqltest(t, files, "once.test").code, 1);
  });

  for (const [what, args, message] of [
    ["no script", [], /^Say which script to run/],
    ["a script that is not there", ["c.test"], /^c\.test cannot be read: ENOENT/],
    ["semantics that are none", ["--semantics", "v1", "a.test"], /^--semantics v1 is neither v2 nor v3/],
    ["a list of other scripts", ["--cases", "others", "a.test"], /^The list names no case of a\.test/],
    ["a list that is none", ["--cases", "a.test", "a.test"], /^a\.test:1: "load 1m" is no file:line/],
    ["an empty list", ["--cases", "empty", "a.test"], /^empty names no case/],
    [
      "delayed removal of names of 2.42",
      ["--semantics", "v2", "--delayed-name-removal", "a.test"],
      /^--delayed-name-removal is of Prometheus 3/,
    ],
  ] as const) {
    it(`refuses ${what}`, (t) => {
      const files = { "a.test": LOAD + RIGHT, others: "b.test:1", empty: "\n" };
      const { code, err } = promqltest(t, files, ...args);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});
