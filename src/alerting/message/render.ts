import type { Dialect } from "../template/dialect.ts";
import { renderGoTemplate } from "../template/go-template.ts";
import { templateError } from "../template/template-error.ts";
import {
  entriesOf,
  FUNCTIONS,
  isTrue,
  type MessageMap,
  type MessageValue,
  printed,
  typeName,
} from "./functions.ts";
import { type MessageNode, parseMessage } from "./parse.ts";

/** The templates that a text may call, by name. */
export type Definitions = ReadonlyMap<string, readonly MessageNode[]>;

const DIALECT: Dialect<MessageValue> = {
  program: "Alertmanager",
  functions: FUNCTIONS,
  isTrue,
  entries: entriesOf,
  printed,
  typeName,
  /** A label that is not there is an empty text; a field that is not there fails. */
  field(of, name) {
    if (Object.hasOwn(of, name)) return (of as MessageMap)[name];
    if (Array.isArray(of) || "Labels" in of || "CommonLabels" in of)
      throw new Error(`there is no field ${name}`);
    return "";
  },
};

/**
 * Renders a text of a receiver as Alertmanager does, where it is no HTML.
 * @param changes What is otherwise where it is.
 * @throws FarolError FAROL_TEMPLATE where Alertmanager would fail to notify, and for functions that depend on the time
 */
export function renderMessage(
  text: string,
  definitions: Definitions,
  data: MessageMap,
  changes: Partial<Pick<Dialect<MessageValue>, "functions" | "printed">> = {},
): string {
  const parsed = parseMessage(text);
  try {
    return renderGoTemplate<MessageValue>(parsed, { ...DIALECT, ...changes }, { dot: data, definitions });
  } catch (error) {
    throw templateError(text, (error as Error).message);
  }
}
