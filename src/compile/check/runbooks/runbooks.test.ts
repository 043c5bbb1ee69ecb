import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { runbook } from "../../../define/index.ts";
import type { Integration } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import type { Check } from "../check.ts";
import { post, postAlert } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";
import { brokenLink } from "./broken-link.ts";
import { runbookFolder } from "./folder.fixture.ts";
import { missingPage } from "./missing-page.ts";
import { runbookMetric } from "./runbook-metric.ts";
import { unusedPage } from "./unused-page.ts";

type Pages = Readonly<Record<string, string>>;
const PAGE = "RB-902-too-many-letters.md";

function found(check: Check, monitoring = post()) {
  return check.find(subjectOf(monitoring, defineStack(), {}));
}

function inPages(check: Check, pages: Pages) {
  return found(check, post({}, { runbooks: runbookFolder(pages) }));
}

describe("a missing page", () => {
  it("is told once, however many alerts lead to it, with what is nearest", () => {
    const rules = ["A", "B"].map((name) =>
      postAlert({ runbook: runbook("RB-902", "Too many lettres") }, name),
    );
    const [finding, ...others] = found(missingPage, post({}, { rules }));
    assert.deepEqual(others, []);
    assert.equal(finding?.found, 'RB-902-too-many-lettres.md, the runbook of alert "A" and 1 more');
    assert.equal(finding?.nearest, PAGE);
    assert.match(finding?.place.file ?? "", /runbooks\.test\.ts$/);
  });

  it("may be a heading that its page does not have", () => {
    const at = (anchor: string) => runbook("RB-902", "", `${PAGE}#${anchor}`);
    const pages = { runbooks: runbookFolder({ [PAGE]: "## Mitigation" }) };
    assert.deepEqual(found(missingPage, post({ runbook: at("mitigation") }, pages)), []);
    const [finding] = found(missingPage, post({ runbook: at("mitigations") }, pages));
    assert.equal(finding?.nearest, `${PAGE}#mitigation`);
  });

  it("is one that stands elsewhere than in the folders of runbooks", () => {
    for (const page of ["https://wiki.example/letters", `/${PAGE}`, `../runbooks.fixture/${PAGE}`])
      assert.equal(found(missingPage, post({ runbook: runbook("RB-902", "", page) })).length, 1, page);
    const nowhere = new URL("not-there/", pathToFileURL(import.meta.filename));
    assert.equal(found(missingPage, post({}, { runbooks: nowhere })).length, 1);
  });

  it("is looked for in integrations' folders after the service's own", () => {
    const brought: Integration = {
      name: "trucks",
      metrics: [],
      runbooks: runbookFolder({ "RB-1-a.md": "", [PAGE]: "## Theirs" }),
    };
    const own = { runbooks: runbookFolder({ [PAGE]: "## Ours" }), integrations: [brought] };
    assert.deepEqual(found(missingPage, post({ runbook: runbook("RB-1", "a") }, own)), []);
    assert.deepEqual(found(missingPage, post({ runbook: runbook("RB-1", "", `${PAGE}#ours`) }, own)), []);
    assert.equal(found(missingPage, post({ runbook: runbook("RB-1", "", `${PAGE}#theirs`) }, own)).length, 1);
  });
});

describe("an unused page", () => {
  it("is not one that is reached over others, nor one that is no runbook", () => {
    const pages = {
      [PAGE]: "[a](RB-1-a.md#b)",
      "RB-1-a.md": "[c](./RB-2-c.md)",
      "RB-2-c.md": "",
      "README.md": "",
    };
    assert.deepEqual(inPages(unusedPage, pages), []);
    const [finding] = inPages(unusedPage, { ...pages, "RB-3-d.md": `[back](${PAGE})` });
    assert.equal(finding?.found, "the page RB-3-d.md");
  });

  it("is none where an integration brings pages of which no alert uses one", () => {
    const brought = (pages: Pages): Integration => ({
      name: "trucks",
      metrics: [],
      runbooks: runbookFolder(pages),
    });
    assert.deepEqual(found(unusedPage, post({}, { integrations: [brought({ "RB-1-a.md": "" })] })), []);
    const used = { integrations: [brought({ "RB-1-a.md": "", "RB-2-b.md": "" })], runbooks: undefined };
    assert.equal(found(unusedPage, post({ runbook: runbook("RB-1", "a") }, used as object)).length, 1);
  });
});

describe("a broken link", () => {
  const check = (link: string) => inPages(brokenLink, { [PAGE]: `# A\n[x](${link})`, "b.md": "# B b" });

  it("is none that leads to a page, a heading, a file beside it or another host", () => {
    for (const link of [
      "b.md",
      "b.md#b-b",
      "#a",
      "#",
      "./b.md",
      "b%2Emd",
      "https://a.example/b",
      "mailto:a@b.c",
      "/c",
    ])
      assert.deepEqual(check(link), [], link);
  });

  it("leads to a page, a heading or a file that is not there, and stands in a line", () => {
    for (const link of ["c.md", "b.md#c", "#b", "../c/d.md", "%zz.md"])
      assert.equal(check(link).length, 1, link);
    assert.deepEqual(
      check("c.md").map(({ place: { line, column } }) => [line, column]),
      [[2, 5]],
    );
  });
});

describe("an unknown metric in a page", () => {
  const names = (text: string) =>
    inPages(runbookMetric, { [PAGE]: text }).map((one) => one.found.split(" ")[0]);

  it("is found in queries, in addresses of the API and in code that is surely a metric", () => {
    assert.deepEqual(names("```promql\nrate(wagons_total[5m])\n\nletters_x > 1\n```"), ["letters_x"]);
    assert.deepEqual(names("```sh\npromtool query instant $P 'sum(letters_sum)'\n```"), ["letters_sum"]);
    assert.deepEqual(names("```sh\ncurl -s $API/metrics/letters_a?range=1h\n```"), ["letters_a"]);
    assert.deepEqual(names('`letters_b_total` and `letters_c{kind="bill"}`'), [
      "letters_b_total",
      "letters_c",
    ]);
  });

  it("is none that may be another program's, or something else than a metric", () => {
    for (const text of [
      "`letters_id`, `trains_total`",
      "```promql\ntrains_total\n```",
      "```sql\nselect letters_total\n```",
      "`letters_total`, `delivery_duration_seconds`, `delivery_duration_seconds_bucket`",
      "```promql\nnot ( a query of letters_x\n```",
    ])
      assert.deepEqual(names(text), [], text);
  });

  it("stands in the line in which it was written", () => {
    const text = "# A\n\n```promql\nup\nletters_x\n```\n\n`letters_y_total`";
    const places = inPages(runbookMetric, { [PAGE]: text }).map(({ place }) => place.line);
    assert.deepEqual(places.sort(), [5, 8]);
  });
});
