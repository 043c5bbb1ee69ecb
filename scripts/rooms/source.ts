import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ESTree, parseSync, Visitor } from "vite";

/** One place where a file names another module. */
export interface Reference {
  readonly specifier: string;
  readonly line: number;
  /** True when nothing of it is left at run time. `import { type A }` is not enough: the module is still loaded. */
  readonly typeOnly: boolean;
}

/** One place where a file reads the machine's clock. */
export interface ClockRead {
  readonly line: number;
  readonly expression: string;
}

/** What the rules of the house need to know of a source file. */
export interface Source {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly lines: number;
  readonly references: readonly Reference[];
  readonly clockReads: readonly ClockRead[];
}

/** @throws Error when the file is not TypeScript that can be parsed. */
export function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const lineOf = lineFinder(text);
  const references: Reference[] = [];
  const clockReads: ClockRead[] = [];
  const keep = (found: Found | undefined) => {
    if (found === undefined) return;
    const line = lineOf(found.offset);
    if ("expression" in found) clockReads.push({ line, expression: found.expression });
    else references.push({ line, specifier: found.specifier, typeOnly: found.typeOnly });
  };
  const visitors = Object.entries(FINDERS).map(([type, find]) => [type, (node: never) => keep(find(node))]);
  new Visitor(Object.fromEntries(visitors)).visit(program);
  return { path, lines: text.split("\n").length - 1, references, clockReads };
}

interface FoundRead {
  readonly offset: number;
  readonly expression: string;
}
interface FoundReference {
  readonly offset: number;
  readonly specifier: string;
  readonly typeOnly: boolean;
}
type Found = FoundRead | FoundReference;

/** What each kind of node says. */
const FINDERS = {
  ImportDeclaration: (node: ESTree.ImportDeclaration) => reference(node.source, node.importKind === "type"),
  ExportAllDeclaration: (node: ESTree.ExportAllDeclaration) =>
    reference(node.source, node.exportKind === "type"),
  ExportNamedDeclaration: (node: ESTree.ExportNamedDeclaration) =>
    reference(node.source, node.exportKind === "type"),
  ImportExpression: (node: ESTree.ImportExpression) => reference(node.source, false),
  TSImportType: (node: ESTree.TSImportType) => reference(node.source, true),
  NewExpression: creation,
  MemberExpression: clockRead,
};

const CLOCK_READS = new Set(["Date.now", "performance.now", "process.hrtime"]);

function reference(source: ESTree.Node | null | undefined, typeOnly: boolean): FoundReference | undefined {
  if (source?.type !== "Literal" || typeof source.value !== "string") return undefined;
  return { offset: source.start, specifier: source.value, typeOnly };
}

const MODULE_FILE = /\.[cm]?[jt]sx?$/;

/** A worker's file is named by `new URL("./file.ts", import.meta.url)`: an import by another road. */
function creation({ callee, arguments: [first, second], start }: ESTree.NewExpression): Found | undefined {
  if (isNamed(callee, "URL") && isImportMetaUrl(second)) {
    const file = reference(first, false);
    return file !== undefined && MODULE_FILE.test(file.specifier) ? file : undefined;
  }
  if (isNamed(callee, "Date") && first === undefined) return { offset: start, expression: "new Date()" };
  return undefined;
}

function isImportMetaUrl(node: ESTree.Node | undefined): boolean {
  return (
    node?.type === "MemberExpression" && node.object.type === "MetaProperty" && isNamed(node.property, "url")
  );
}

function clockRead(node: ESTree.MemberExpression): Found | undefined {
  const path = memberPath(node).replace(/^globalThis\./, "");
  return CLOCK_READS.has(path) ? { offset: node.start, expression: `${path}()` } : undefined;
}

/** `a.b.c` as text; empty where it is not made of names. */
function memberPath(node: ESTree.Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return "";
  return `${memberPath(node.object)}.${node.property.name}`;
}

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

/** Line numbers from offsets, by halving the list of line starts. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
