import { FUNCTIONS, type MessageMap, type MessageValue, printed } from "./functions.ts";
import { type HtmlPlace, HtmlScanner } from "./html-scanner.ts";
import { type Definitions, renderMessage } from "./render.ts";

/** Enclose a value in what is rendered; they stand in no text, as they are no characters. */
const BEGIN = "\uFDD0";
const END = "\uFDD1";
const VALUES = new RegExp(`${BEGIN}([^${END}]*)${END}`);

/** The key under which `safeHtml` hands on what is HTML already. */
const SAFE = `${BEGIN}safe`;

const CHANGES = {
  functions: { ...FUNCTIONS, safeHtml: (text: MessageValue) => ({ [SAFE]: String(text) }) },
  printed: (value: MessageValue) =>
    typeof value === "object" && SAFE in value ? String((value as MessageMap)[SAFE]) : marked(printed(value)),
};

function marked(text: string): string {
  return BEGIN + text.replaceAll(BEGIN, "").replaceAll(END, "") + END;
}

/**
 * Renders a text of a receiver as Alertmanager does where it is HTML: what alerts say stays text, and their addresses lead
 * nowhere but to the web or a mailbox, as with Go's html/template. A value that would become markup or code is `ZgotmplZ`.
 * @throws FarolError FAROL_TEMPLATE as `renderMessage` does
 */
export function renderHtmlMessage(text: string, definitions: Definitions, data: MessageMap): string {
  const rendered = renderMessage(text, definitions, data, CHANGES);
  const scanner = new HtmlScanner();
  const parts = rendered.split(VALUES).map((part, i) => {
    const html = i % 2 === 0 ? part : escaped(part, scanner.place);
    scanner.read(html);
    return html;
  });
  return parts.join("");
}

function escaped(value: string, place: HtmlPlace): string {
  switch (place.kind) {
    case "text":
    case "attribute":
      return escapedText(value);
    case "address":
      return escapedText(addressPart(value, place.before));
    case "unsafe":
      return "ZgotmplZ";
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "+": "&#43;",
  "<": "&lt;",
  ">": "&gt;",
};

function escapedText(value: string): string {
  return value.replace(/["'&+<>]/g, (char) => ESCAPES[char]!).replaceAll("\0", "\uFFFD");
}

function addressPart(value: string, before: string): string {
  if (/[?#]/.test(before)) return encoded(value, /[^A-Za-z0-9._~-]/gu);
  if (before === "" && !hasSafeScheme(value)) return "#ZgotmplZ";
  return encoded(value, /%(?![0-9a-f]{2})|[^A-Za-z0-9._~!#$&*+,/:;=?@[\]%-]/giu);
}

function hasSafeScheme(address: string): boolean {
  const [scheme] = /^[^/]*?:/.exec(address) ?? [];
  return scheme === undefined || /^(?:https?|mailto):$/i.test(scheme);
}

function encoded(value: string, characters: RegExp): string {
  return value.replace(characters, (char) =>
    Buffer.from(char)
      .toString("hex")
      .replace(/../g, (byte) => `%${byte}`),
  );
}
