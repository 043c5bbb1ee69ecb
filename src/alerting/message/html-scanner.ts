/** Where in a page a value is put, which says how it is written there. */
export type HtmlPlace =
  | { readonly kind: "text" }
  /** In an attribute's quotes. */
  | { readonly kind: "attribute" }
  /** In the quotes of an attribute that is an address, of which this much stands before the value. */
  | { readonly kind: "address"; readonly before: string }
  /** Where a value could become markup or code: in a tag, a comment, a script, a style. */
  | { readonly kind: "unsafe" };

const ADDRESSES = new Set(["href", "src", "action", "cite", "formaction", "poster", "background"]);
const CODE = /^(?:on.*|style|srcset|srcdoc)$/;
const RAW = new Set(["script", "style", "textarea", "title"]);

type State =
  | { readonly in: "text" }
  | { readonly in: "tag"; readonly tag: string }
  | { readonly in: "value"; readonly tag: string; readonly quote: string; readonly value: string }
  /** Up to an end: a comment, or an element whose text is no markup. */
  | { readonly in: "raw"; readonly end: string; readonly tail: string };

/** Reads a page as far as it is written, and knows where that is. */
export class HtmlScanner {
  #state: State = { in: "text" };

  read(html: string): void {
    for (const char of html) this.#state = after(this.#state, char);
  }

  get place(): HtmlPlace {
    const state = this.#state;
    if (state.in === "text") return { kind: "text" };
    if (state.in !== "value") return { kind: "unsafe" };
    const name = /([\w-]+)\s*=\s*$/.exec(state.tag)?.[1]?.toLowerCase() ?? "";
    if (name === "" || CODE.test(name)) return { kind: "unsafe" };
    return ADDRESSES.has(name) ? { kind: "address", before: state.value } : { kind: "attribute" };
  }
}

function after(state: State, char: string): State {
  switch (state.in) {
    case "text":
      return char === "<" ? { in: "tag", tag: "<" } : state;
    case "tag":
      return afterInTag(state.tag, char);
    case "value":
      if (char === state.quote) return { in: "tag", tag: `${state.tag}""` };
      return { ...state, value: state.value + char };
    case "raw": {
      const tail = (state.tail + char).slice(-state.end.length).toLowerCase();
      if (tail !== state.end) return { ...state, tail };
      return tail === "-->" ? { in: "text" } : { in: "tag", tag: tail };
    }
  }
}

function afterInTag(before: string, char: string): State {
  const tag = before + char;
  if (tag === "<!--") return { in: "raw", end: "-->", tail: "" };
  if (before === "<" && !/[a-z/!]/i.test(char)) return { in: "text" };
  if (char === '"' || char === "'") return { in: "value", tag: before, quote: char, value: "" };
  if (char !== ">") return { in: "tag", tag };
  const element = /^<([a-z]+)/i.exec(tag)?.[1]?.toLowerCase() ?? "";
  return RAW.has(element) ? { in: "raw", end: `</${element}`, tail: "" } : { in: "text" };
}
