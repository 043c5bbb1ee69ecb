/**
 * Asks the questions of this folder: `npm run bench`, or `npm run bench metrics` for some. Every file here but this one
 * is a question; what they are made of is in harness/. Writes results.json and docs/benchmarks.md, except with
 * `--quick`, whose figures are good for a look and not for a page.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { type Answer, type Answers, answerTable, thisMachine, toPage } from "./harness/page.ts";
import type { Result } from "./harness/result.ts";

const RESULTS = "benchmarks/results.json";
const PAGE = "docs/benchmarks.md";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false } },
});
const answered = new Map(readAnswers().map((answer) => [answer.name, answer]));
for (const file of questions(positionals)) {
  const answer = await ask(file, values.quick);
  console.log(`\n${answerTable(answer)}`);
  answered.set(answer.name, answer);
  if (!values.quick) write([...answered.values()]);
}

function questions(names: readonly string[]): string[] {
  const all = globSync("benchmarks/*.ts").filter((file) => basename(file) !== "run.ts");
  const unknown = names.filter((name) => !all.some((file) => nameOf(file) === name));
  if (unknown.length > 0)
    throw new Error(`no question ${unknown}; there are ${all.map(nameOf).sort().join(", ")}`);
  return all.filter((file) => names.length === 0 || names.includes(nameOf(file))).sort();
}

/** Runs one question to its end. Lines that are not results are passed on to the terminal. */
async function ask(file: string, quick: boolean): Promise<Answer> {
  console.log(`\n── ${file}`);
  const child = spawn(process.execPath, [file, ...(quick ? ["--quick"] : [])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const results: Result[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith("{")) results.push(JSON.parse(line) as Result);
    else console.log(line);
  }
  if ((await ended) !== 0) throw new Error(`${file} failed`);
  return { name: nameOf(file), question: questionOf(file), machine: thisMachine(), results };
}

/** The question in words: the comment that the file begins with. */
function questionOf(file: string): string {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, "utf8"))?.[1] ?? nameOf(file);
  return comment.replace(/\s*\n \* ?/g, " ").trim();
}

function nameOf(file: string): string {
  return basename(file, ".ts");
}

function readAnswers(): readonly Answer[] {
  if (!existsSync(RESULTS)) return [];
  return (JSON.parse(readFileSync(RESULTS, "utf8")) as Answers).answers;
}

function write(answers: Answer[]): void {
  const sorted = { answers: answers.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
  writeFileSync(PAGE, toPage(sorted));
}
