import type { Example } from "../../src/compile/check/examples.fixture.ts";
import { CHECKS, LEVELS, pageOf, sentenceOf } from "../../src/compile/check/index.ts";

const FOLDER = "docs/checks";
const SOURCES = "../../src/compile/check";
const WRITTEN = "<!-- Written by `npm run generate` from the checks; edit those. -->";

/** A page for each check, and one that lists them; by path. */
export function checkPages(examples: readonly Example[]): Readonly<Record<string, string>> {
  const pages = examples.map((example) => [`${FOLDER}/${pageOf(example.check.code)}`, page(example)]);
  return { ...Object.fromEntries(pages), [`${FOLDER}/README.md`]: list() };
}

function page({ check, source, text, fails: [first], findings }: Example): string {
  const said = findings(first!).find(({ code }) => code === check.code);
  return paragraphs(
    `# ${check.title}`,
    WRITTEN,
    `\`${check.code}\`, ${check.level === "error" ? "an error" : `a ${check.level}`}; [its source](${SOURCES}/${source}).`,
    check.why,
    "## Example",
    `\`\`\`ts\n${text}\n\`\`\``,
    "Of the first of these, `farol check` says:",
    `> ${sentenceOf(said!)}`,
  );
}

function list(): string {
  const sections = LEVELS.map((level) =>
    [`## ${HEADINGS[level]}`, "", "| code | what is found |", "|---|---|", ...rowsOf(level)].join("\n"),
  );
  return paragraphs(
    "# What `farol check` looks for",
    WRITTEN,
    "Each is found in the definition itself, with nothing running. `farol check` ends with 1 when there is an error.",
    ...sections,
  );
}

const HEADINGS = {
  error: "Errors: it cannot work",
  warning: "Warnings: it works, and hardly as meant",
  note: "Notes: something to know",
};

function rowsOf(level: (typeof LEVELS)[number]): string[] {
  return CHECKS.filter((check) => check.level === level).map(
    ({ code, title }) => `| [${code}](${pageOf(code)}) | ${title} |`,
  );
}

function paragraphs(...all: readonly string[]): string {
  return `${all.join("\n\n")}\n`;
}
