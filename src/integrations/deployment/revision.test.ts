import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { findRevision } from "./index.ts";

const COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";
const OTHER = "0000000000000000000000000000000000000001";

/** A folder with these files; it is not in a repository, as long as none of them makes it one. */
function folderWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "farol-revision-"));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test("the environment says it first", (t) => {
  const folder = folderWith(t, { ".git/HEAD": `${COMMIT}\n` });
  assert.equal(findRevision({ GIT_COMMIT: "abc" }, folder), "abc");
  assert.equal(findRevision({ GITHUB_SHA: "def", FAROL_REVISION: "mine" }, folder), "mine");
  assert.equal(findRevision({ FAROL_REVISION: "" }, folder), COMMIT);
});

const repositories: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a commit that is checked out": { ".git/HEAD": `${COMMIT}\n` },
  "a branch": { ".git/HEAD": "ref: refs/heads/a/b\n", ".git/refs/heads/a/b": `${COMMIT}\n` },
  "a branch that was packed": {
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/packed-refs": `# pack-refs\n${OTHER} refs/heads/not-main\n${COMMIT} refs/heads/main\n`,
  },
  "a worktree": {
    ".git": "gitdir: main/.git/worktrees/one\n",
    "main/.git/worktrees/one/HEAD": "ref: refs/heads/one\n",
    "main/.git/worktrees/one/commondir": "../..\n",
    "main/.git/refs/heads/one": `${COMMIT}\n`,
  },
};
for (const [name, files] of Object.entries(repositories)) {
  test(`the repository says it: ${name}, also from a folder in it`, (t) => {
    const folder = folderWith(t, { ...files, "src/deep/file.ts": "" });
    assert.equal(findRevision({}, folder), COMMIT);
    assert.equal(findRevision({}, join(folder, "src", "deep")), COMMIT);
  });
}

test("where nobody says it, it is undefined", (t) => {
  for (const files of [{}, { ".git/HEAD": "ref: refs/heads/unborn\n" }, { ".git/HEAD": "nonsense" }]) {
    assert.equal(findRevision({}, folderWith(t, files)), undefined);
  }
});
