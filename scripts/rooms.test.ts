import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import type { Finding } from "./rooms/finding.ts";
import { printed } from "./rooms/finding.ts";
import { ROOMS } from "./rooms/table.ts";
import { checkRooms } from "./rooms.ts";

/** What the rules find in a tree of these files; each file a path and its text. */
function findingsIn(files: Readonly<Record<string, string>>): Finding[] {
  const root = mkdtempSync(join(tmpdir(), "farol-rooms-"));
  const manifests = {
    "package.json": '{"dependencies": {"re2js": "1"}, "devDependencies": {"pg": "8", "react": "19"}}',
    "reviews/package.json": '{"dependencies": {"farol": "file:..", "fastify": "5"}}',
  };
  try {
    for (const [path, text] of Object.entries({ ...manifests, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkRooms(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function assertClean(files: Readonly<Record<string, string>>): void {
  assert.deepEqual(findingsIn(files).map(printed), []);
}

/** Exactly one finding, in this place, whose text holds these words. */
function assertFound(
  files: Readonly<Record<string, string>>,
  place: string,
  ...words: readonly string[]
): void {
  const findings = findingsIn(files);
  assert.equal(findings.length, 1, findings.map(printed).join("\n"));
  const text = printed(findings[0]!);
  assert.ok(text.startsWith(`${place} error: `), text);
  for (const word of words) assert.ok(text.includes(word), `${word} is not in ${text}`);
}

describe("rooms", () => {
  it("lets a room import what its line says, by the index", () => {
    assertClean({
      "src/record/a.ts": 'import { x } from "../model/index.ts";\nimport { readFileSync } from "node:fs";',
    });
  });

  it("refuses a room that the table does not name, with the reason and the cure", () => {
    const file = { "src/record/a.ts": '// a\nimport { x } from "../engine/index.ts";' };
    assertFound(
      file,
      "src/record/a.ts:2",
      '"../engine/index.ts"',
      "record may import model",
      "must stay small",
      "cure: ",
    );
  });

  for (const [form, text] of Object.entries({
    "a type import": 'import type { X } from "../engine/index.ts";',
    "an inline type import": 'let x: import("../engine/index.ts").X;',
    "a re-export": 'export { x } from "../engine/index.ts";',
    "an export of everything": 'export * from "../engine/index.ts";',
    "a dynamic import": 'await import("../engine/index.ts");',
    "a worker's file": 'new URL("../engine/index.ts", import.meta.url);',
  })) {
    it(`sees ${form}`, () => {
      assertFound({ "src/record/a.ts": text }, "src/record/a.ts:1", "record may import model");
    });
  }

  it("does not take a file of data for a module", () => {
    assertClean({ "src/record/a.ts": 'new URL("../../dist/console/", import.meta.url);' });
  });

  it("does not take text or comments for imports", () => {
    const text = '// import "../engine/index.ts";\nexport const s = `import "../engine/index.ts"`;';
    assertClean({ "src/record/a.ts": text });
  });

  it("refuses to enter a room beside its index", () => {
    const file = { "src/record/a.ts": 'import { x } from "../model/clock.ts";' };
    assertFound(file, "src/record/a.ts:1", "entered by its index.ts, here src/model/index.ts");
  });

  it("takes each subject of integrations for a room to enter", () => {
    assertClean({ "src/integrations/http/a.ts": 'import "../database/index.ts";\nimport "./b.ts";' });
    const file = { "src/integrations/http/a.ts": 'import "../database/pg.ts";' };
    assertFound(file, "src/integrations/http/a.ts:1", "src/integrations/database/index.ts");
  });

  it("lets the files at the top enter all rooms, and no room enter them", () => {
    assertClean({ "src/farol.ts": 'import "./engine/index.ts";\nimport "./record/index.ts";' });
    assertFound({ "src/farol.ts": 'import "./engine/store.ts";' }, "src/farol.ts:1", "src/engine/index.ts");
    assertFound({ "src/engine/a.ts": 'import "../farol.ts";' }, "src/engine/a.ts:1", "engine may import");
  });

  it("lets the command line import the public face only", () => {
    assertClean({ "src/cli/check.ts": 'import "../index.ts";' });
    assertFound({ "src/cli/check.ts": 'import "../farol.ts";' }, "src/cli/check.ts:1", "cli may import face");
  });

  it("lets the tests of record declare metrics in the language of define", () => {
    assertClean({ "src/record/a.test.ts": 'import "../define/index.ts";' });
    assertFound(
      { "src/record/a.ts": 'import "../define/index.ts";' },
      "src/record/a.ts:1",
      "record may import model",
    );
  });

  it("refuses a file that stands in no room", () => {
    assertFound({ "src/utils/a.ts": "" }, "src/utils/a.ts:1", "a file in no room");
    assertFound({ "src/helpers.ts": "" }, "src/helpers.ts:1", "a file in no room");
  });

  it("refuses to leave src, but for package.json", () => {
    assertFound(
      { "src/model/a.ts": 'import "../../scripts/check.ts";' },
      "src/model/a.ts:1",
      "src imports files of src",
    );
    assertClean({ "src/model/a.ts": 'import "../../package.json";' });
  });

  it("lets the console import its own files and libraries, and nothing of src", () => {
    assertClean({ "src/console/a.tsx": 'import "./b.ts";\nimport "react";\nexport const a = <b>1</b>;' });
    const file = { "src/console/a.tsx": 'import type { X } from "../model/index.ts";' };
    assertFound(file, "src/console/a.tsx:1", "console may import nothing of src");
  });

  it("has a table without a ring, so that rooms can be read in an order", () => {
    const rest = new Map(Object.entries(ROOMS).map(([room, { mayImport }]) => [room, new Set(mayImport)]));
    while (rest.size > 0) {
      const free = [...rest].find(([, mayImport]) => [...mayImport].every((name) => !rest.has(name)));
      assert.ok(free, `a ring among ${[...rest.keys()]}`);
      rest.delete(free[0]);
    }
  });
});

describe("libraries", () => {
  it("may be loaded when they are dependencies", () => {
    assertClean({ "src/promql/a.ts": 'import { RE2JS } from "re2js";' });
  });

  it("of the observed application are named in integrations, as types", () => {
    assertClean({ "src/integrations/database/a.ts": 'import type { Pool } from "pg";' });
    const elsewhere = { "src/engine/a.ts": 'import type { Pool } from "pg";' };
    assertFound(elsewhere, "src/engine/a.ts:1", "only in integrations/");
  });

  it("are not loaded by integrations, and an inline `type` does not hide that", () => {
    for (const text of ['import { Pool } from "pg";', 'import { type Pool } from "pg";']) {
      assertFound(
        { "src/integrations/database/a.ts": text },
        "src/integrations/database/a.ts:1",
        "import type",
      );
    }
  });

  it("may be used by tests when they are declared", () => {
    assertClean({
      "src/integrations/database/a.test.ts": 'import { Pool } from "pg";\nimport "../../../test/needs.ts";',
    });
    const file = { "src/integrations/database/a.test.ts": 'import "lodash";' };
    assertFound(file, "src/integrations/database/a.test.ts:1", "devDependencies", "Add lodash");
  });

  it("do not include the package itself", () => {
    assertFound({ "src/record/a.ts": 'import "farol/model";' }, "src/record/a.ts:1", "by their path");
  });
});

describe("reviews", () => {
  it("imports the package, its own files and its own dependencies", () => {
    assertClean({
      "reviews/a.ts": 'import "farol/define";\nimport "fastify";\nimport "./b.ts";\nimport "node:fs";',
    });
  });

  it("imports no source of the library", () => {
    assertFound({ "reviews/a.ts": 'import "../src/index.ts";' }, "reviews/a.ts:1", "only `farol`");
  });

  it("runs on declared dependencies only", () => {
    assertFound({ "reviews/a.ts": 'import "pg";' }, "reviews/a.ts:1", "reviews/package.json");
    assertClean({ "reviews/a.test.ts": 'import "pg";' });
  });
});

describe("rings", () => {
  it("are refused within a room, with the way round", () => {
    const files = {
      "src/model/a.ts": 'import "./b.ts";',
      "src/model/b.ts": 'import "./c.ts";',
      "src/model/c.ts": '\nimport type { A } from "./a.ts";',
    };
    assertFound(
      files,
      "src/model/c.ts:2",
      "src/model/a.ts → src/model/b.ts → src/model/c.ts → src/model/a.ts",
    );
  });

  it("are not seen where two roads lead to one file", () => {
    assertClean({
      "src/model/a.ts": 'import "./b.ts";\nimport "./c.ts";',
      "src/model/b.ts": 'import "./d.ts";',
      "src/model/c.ts": 'import "./d.ts";',
      "src/model/d.ts": "",
    });
  });
});

describe("the clock", () => {
  for (const expression of [
    "Date.now()",
    "performance.now()",
    "new Date()",
    "process.hrtime.bigint()",
    "globalThis.Date.now()",
  ]) {
    it(`is not read by ${expression} outside model/clock.ts`, () => {
      const text = `export const t = ${expression};`;
      assertFound({ "src/engine/a.ts": text }, "src/engine/a.ts:1", "src/model/clock.ts");
      assertClean({
        "src/model/clock.ts": text,
        "src/engine/a.test.ts": text,
        "src/console/a.ts": text,
        "reviews/a.ts": text,
      });
    });
  }

  it("is not read by a date made from a number", () => {
    assertClean({ "src/engine/a.ts": "export const d = new Date(0);" });
  });

  it("is read by whoever takes the function along", () => {
    assertFound({ "src/engine/a.ts": "export const now = Date.now;" }, "src/engine/a.ts:1", "Date.now()");
  });
});

describe("length", () => {
  it("is an error from 401 lines on and a warning from 251", () => {
    const lines = (count: number) => ({ "src/engine/a.ts": "export {};\n".repeat(count) });
    assertClean(lines(250));
    assert.equal(findingsIn(lines(251))[0]?.severity, "warning");
    assert.equal(findingsIn(lines(400))[0]?.severity, "warning");
    assertFound(lines(401), "src/engine/a.ts:401", "401 lines");
  });
});
