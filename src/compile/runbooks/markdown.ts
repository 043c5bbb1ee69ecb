/** A block of code between fences, such as ```` ```sh ````. */
export interface CodeBlock {
  /** What stands behind the opening fence; "" where nothing does. */
  readonly language: string;
  readonly code: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
}

/** Something in a line of a text. Lines and columns count from 1. */
export interface Spot {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What checks need to know of a text in Markdown. */
export interface Markdown {
  /** The first heading of the first rank. */
  readonly title: string | undefined;
  /** What `#…` of an address can name, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
  /** Where links and images lead, as it is written. */
  readonly links: readonly Spot[];
  readonly blocks: readonly CodeBlock[];
  /** Code within lines. */
  readonly spans: readonly Spot[];
}

const FENCED = /^([ \t>]*)(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)(?:^[ \t>]*\2[`~]*[ \t]*$|(?![\s\S]))/gm;
const COMMENT = /<!--[\s\S]*?-->/g;
/** Ends with as many backquotes as it begins with, in the same paragraph. */
const SPAN = /(?<!`)(`+)(?!`)((?:(?!\n\s*\n)[\s\S])*?[^`])\1(?!`)/g;
const HEADING = /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$|^(\S.*)\n {0,3}(?:=+|-+)[ \t]*$/gm;
const TITLE = /^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/m;
const EXPLICIT_ANCHOR = /<[a-z][^>]*?\s(?:id|name)\s*=\s*["']([^"']+)["']/gi;
const LINK = /\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+["'(][^)]*)?\s*\)/g;
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:[ \t]*<?(\S+?)>?(?:\s|$)/gm;

/** Reads a text in Markdown, in the part of CommonMark that pages are written in. */
export function readMarkdown(text: string): Markdown {
  const whole = text.replaceAll("\r\n", "\n");
  const blocks = [...whole.matchAll(FENCED)].map((match) => {
    const [, , , language = "", code = ""] = match;
    return { language: language.trim(), code, line: lineAt(whole, match.index) + 1 };
  });
  const lines = whole.replace(FENCED, blank).replace(COMMENT, blank);
  const prose = lines.replace(SPAN, blank);
  const headings = [...lines.matchAll(HEADING)].map(([, atx, setext]) => plain(atx ?? setext ?? ""));
  const explicit = [...prose.matchAll(EXPLICIT_ANCHOR)].map(([, name]) => name!);
  return {
    title: TITLE.exec(lines)?.[1],
    anchors: new Set([...slugs(headings), ...explicit]),
    links: [...spots(prose, LINK, 1), ...spots(prose, DEFINITION, 1)],
    blocks,
    spans: spots(lines, SPAN, 2),
  };
}

function spots(text: string, pattern: RegExp, group: number): Spot[] {
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index + match[0].indexOf(match[group]!);
    const column = start - text.lastIndexOf("\n", start - 1);
    return { text: match[group]!.trim(), line: lineAt(text, start), column };
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** Spaces in the place of everything but line feeds, so that what follows stays where it is. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** A heading without the signs of links, emphasis and code. */
function plain(heading: string): string {
  return heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
}

/** A heading that comes again is told from the first by a number. */
function slugs(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
