import { sourcePath } from "../../../model/index.ts";

/** `f (file:///a.ts:1:2)`, `file:///a.ts:1:2`, `Map.get (<anonymous>)`. */
const FRAME = /^(?:async )?(?:(.+?) \()?(.*?)(?::(\d+):\d+)?\)?$/;
const ALIAS = / \[as [^\]]*\]$/;

/** A call on a stack. */
export interface Frame {
  /** `(anonymous)` when it has no name. */
  readonly name: string;
  readonly file: string;
  /** `file:line`; the file alone where there are no lines. */
  readonly place: string;
  readonly kind: "application" | "library" | "native";
}

export function frameOf(text: string): Frame {
  const [, name = "(anonymous)", url = "", line] = FRAME.exec(text) ?? [];
  const kind = kindOf(url);
  const file = kind === "native" ? url : sourcePath(url);
  return { name: name.replace(ALIAS, ""), file, place: line === undefined ? file : `${file}:${line}`, kind };
}

function kindOf(url: string): Frame["kind"] {
  if (url.startsWith("node:") || !/[\\/]/.test(url)) return "native";
  return /[\\/]node_modules[\\/]/.test(url) ? "library" : "application";
}
