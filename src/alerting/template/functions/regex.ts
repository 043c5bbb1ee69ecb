import { RE2JS, RE2JSSyntaxException } from "re2js";
import { goQuote, regexSize } from "../../../promql/index.ts";
import { tooLong } from "../budget.ts";
import { MAX_TEXT } from "../limits.ts";

/** Steps of the largest regular expression. */
const MAX_SIZE = 1000;
/** How many characters, times the steps of the expression, count for one step of the template. */
const WORK_PER_STEP = 64;

/** Whether a part of the text matches. */
export function match(pattern: string, text: string): boolean {
  return compiled(pattern, "").matcher(text).find();
}

/** Go's `ReplaceAllString`: `$1`, `${1}` and `${name}` stand for what a group matched. */
export function reReplaceAll(pattern: string, by: string, text: string): string {
  const prefix = `regexp: Compile(${pattern.includes("`") ? goQuote(pattern) : `\`${pattern}\``}): `;
  const matcher = compiled(pattern, prefix).matcher(text);
  let replaced = "";
  let end = 0;
  for (let last = -1; matcher.find(); last = matcher.end()) {
    // not for an empty match right after another
    if (matcher.end() === last) continue;
    replaced += text.slice(end, matcher.start()) + expanded(by, matcher);
    end = matcher.end();
    if (replaced.length > MAX_TEXT) throw tooLong();
  }
  return replaced + text.slice(end);
}

/** The cost of going over a text with an expression and, where it matches, the text that takes its place. */
export function regexCost(pattern: string, text: string, by = ""): number {
  return ((sizeOf(pattern) + by.length) * (text.length + 1)) / WORK_PER_STEP;
}

function sizeOf(pattern: string): number {
  return pattern.length > MAX_SIZE ? pattern.length : regexSize(pattern);
}

function compiled(pattern: string, prefix: string): RE2JS {
  if (sizeOf(pattern) > MAX_SIZE) throw new Error(`${prefix}error parsing regexp: expression too large`);
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw new Error(prefix + error.message);
  }
}

/** A name is as long as it can be. */
function expanded(template: string, matcher: ReturnType<RE2JS["matcher"]>): string {
  return template.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (whole, plain, braced) => {
    if (whole === "$$") return "$";
    const name: string = plain ?? braced;
    try {
      return matcher.group(/^\d+$/.test(name) ? Number(name) : name) ?? "";
    } catch {
      return "";
    }
  });
}
