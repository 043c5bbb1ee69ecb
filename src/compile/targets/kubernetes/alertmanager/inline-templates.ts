/** What opens a block, what ends one, and what it calls or defines. Strings and comments hold anything. */
const ACTION =
  /\{\{(?:-\s)?\s*(?:\/\*[\s\S]*?\*\/|(?:(define|block|template|if|range|with|end)\b)?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`}])*?))\s*(?:\s-)?\}\}/g;
const OPENING = ["define", "block", "if", "range", "with"];
const NAME = /^\s*"([^"]+)"/;

/**
 * The templates that a file defines, each as it stands there.
 * @param file as Alertmanager reads it
 */
export function definitionsIn(file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let depth = 0;
  let outermost = { name: "", start: 0 };
  for (const { 0: action, 1: keyword = "", 2: rest = "", index } of file.matchAll(ACTION)) {
    if (OPENING.includes(keyword) && depth++ === 0) outermost = { name: nameIn(rest), start: index };
    if (keyword !== "end" || --depth > 0) continue;
    const text = file.slice(outermost.start, index + action.length);
    // At its ends it would trim what it is put between.
    found.set(outermost.name, text.replace(/^\{\{-/, "{{").replace(/-\}\}$/, "}}"));
  }
  return found;
}

/**
 * A text with the templates that it calls, directly or through others, defined in front of it. So it says the same where
 * no template is loaded. Templates that are not among `definitions` are left to be Alertmanager's own.
 */
export function withTemplates(text: string, definitions: ReadonlyMap<string, string>): string {
  const needed = new Map<string, string>();
  const visit = (one: string) => {
    for (const name of calledIn(one)) {
      const definition = definitions.get(name);
      if (definition === undefined || needed.has(name)) continue;
      needed.set(name, definition);
      visit(definition);
    }
  };
  visit(text);
  return [...needed.values(), text].join("");
}

function calledIn(text: string): string[] {
  return [...text.matchAll(ACTION)].flatMap(([, keyword, rest = ""]) =>
    keyword === "template" ? [nameIn(rest)] : [],
  );
}

function nameIn(rest: string): string {
  return NAME.exec(rest)?.[1] ?? "";
}
