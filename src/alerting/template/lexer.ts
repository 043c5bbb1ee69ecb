import { templateError } from "./template-error.ts";

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly tokens: readonly string[] };

const ACTION = /\{\{(-(?=\s))?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^"`])*?)((?<=\s)-)?\}\}/y;
const TOKEN =
  /\s*("(?:[^"\\\n]|\\.)*"|`[^`]*`|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|\$\w*(?:\.[a-zA-Z_]\w*)*|\)?(?:\.[a-zA-Z_]\w*)+|\w+|:=|[.|()=,])/y;

/** Cuts a template into its text and its actions, and those into tokens, which keep the
 * fields that follow: `$labels.job`. What `{{-` and `-}}` take away is gone. */
export function pieces(template: string): Piece[] {
  const found: Piece[] = [];
  let text = "";
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf("{{", at);
    if (open < 0) return [...found, textPiece(text + template.slice(at))];
    ACTION.lastIndex = open;
    const action = ACTION.exec(template);
    if (action === null) throw templateError(template, "an action that begins with {{ ends with }}");
    const [whole, trimsBefore, body = "", trimsAfter] = action;
    text += template.slice(at, open);
    found.push(textPiece(trimsBefore ? text.trimEnd() : text), actionPiece(template, body));
    text = "";
    at = open + whole.length;
    if (trimsAfter) at += template.slice(at).length - template.slice(at).trimStart().length;
  }
  return found;
}

function textPiece(text: string): Piece {
  return { kind: "text", text };
}

function actionPiece(template: string, body: string): Piece {
  if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(body)) return textPiece("");
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < body.trimEnd().length; end = TOKEN.lastIndex) {
    const token = TOKEN.exec(body)?.[1];
    if (token === undefined)
      throw templateError(template, `"${body.slice(end).trim()}" cannot stand in an action`);
    tokens.push(token);
  }
  return { kind: "action", tokens };
}
