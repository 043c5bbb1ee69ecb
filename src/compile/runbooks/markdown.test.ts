import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarkdown } from "./markdown.ts";

test("anchors are what GitHub makes of headings", () => {
  const page = readMarkdown(
    [
      "# RB-1: *What* to do?",
      "## `db_up` is 0",
      "## See [the other](b.md) page ##",
      "## Größe & Länge",
      "Twice",
      "-----",
      "### Twice",
      '<a id="by-hand"></a>',
    ].join("\n"),
  );
  assert.equal(page.title, "RB-1: *What* to do?");
  assert.deepEqual(
    [...page.anchors],
    ["rb-1-what-to-do", "db_up-is-0", "see-the-other-page", "größe--länge", "twice", "twice-1", "by-hand"],
  );
});

test("links, images and definitions are found where they stand", () => {
  const text =
    'A [b](c.md "why") and ![d](<e.png>)\n[f][g], [h](i_(j).md)\n\n[g]: k.md#l\n[m](  n.md  ) [o](p.md)';
  assert.deepEqual(readMarkdown(text).links, [
    { text: "c.md", line: 1, column: 7 },
    { text: "e.png", line: 1, column: 29 },
    { text: "i_(j).md", line: 2, column: 13 },
    { text: "n.md", line: 5, column: 7 },
    { text: "p.md", line: 5, column: 19 },
    { text: "k.md#l", line: 4, column: 6 },
  ]);
});

test("what stands in code or a comment is neither link nor heading", () => {
  const text =
    "`[a](b.md)` ``[c](`d.md`)``\n```sh\n# e\n[f](g.md)\n```\n<!-- [h](i.md) -->\n~~~\n```\n[j](k.md)\n~~~\n";
  const page = readMarkdown(text);
  assert.deepEqual([page.links, page.title, [...page.anchors]], [[], undefined, []]);
  assert.deepEqual(
    page.spans.map(({ text: span }) => span),
    ["[a](b.md)", "[c](`d.md`)"],
  );
});

test("blocks have their language, their code and the line that it begins in", () => {
  const text = "1. a\n\n   ```promql\n   up\n   ```\n\n~~~\nx\n~~~\n```sh\nnever closed";
  assert.deepEqual(readMarkdown(text).blocks, [
    { language: "promql", code: "   up\n", line: 4 },
    { language: "", code: "x\n", line: 8 },
    { language: "sh", code: "never closed", line: 11 },
  ]);
});

test("lines that end as on Windows count once", () => {
  assert.deepEqual(readMarkdown("# a\r\n\r\n[b](c.md)\r\n").links, [{ text: "c.md", line: 3, column: 5 }]);
});
