import {
  type MessageNode,
  type ParsedMessage,
  parseMessage,
  TEMPLATES,
  textsOf,
} from "../../../alerting/index.ts";
import { FarolError, type Place } from "../../../model/index.ts";
import type { Subject } from "../subject.ts";

/** A text that Alertmanager renders, and where it stands. */
export interface RoutingText {
  readonly what: string;
  readonly place: Place;
  /** What it was read as, or why it cannot be read. */
  readonly parsed: ParsedMessage | FarolError;
}

/** The texts of a routing's receivers, and its files of templates with Farol's own. */
export function textsIn({ monitoring: { routing } }: Subject): RoutingText[] {
  if (routing === undefined) return [];
  const { receivers, templates, place } = routing;
  const ofReceivers = receivers.flatMap((receiver) =>
    Object.entries(textsOf(receiver)).map(([name, text]) => ({
      what: `${name} of receiver "${receiver.name}"`,
      place: receiver.place,
      parsed: parsed(text),
    })),
  );
  const files = Object.entries({ ...templates, farol: TEMPLATES }).map(([name, text]) => ({
    what: `template file "${name}"`,
    place,
    parsed: parsed(text),
  }));
  return [...ofReceivers, ...files];
}

/** Everything in a text, what it defines and what stands in blocks among it. */
export function nodesIn({ nodes, definitions }: ParsedMessage): MessageNode[] {
  return [...nodes, ...[...definitions.values()].flat()].flatMap(withInner);
}

function withInner(node: MessageNode): MessageNode[] {
  if (!("then" in node)) return [node];
  return [node, ...[...node.then, ...node.otherwise].flatMap(withInner)];
}

function parsed(text: string): ParsedMessage | FarolError {
  try {
    return parseMessage(text);
  } catch (error) {
    if (error instanceof FarolError) return error;
    throw error;
  }
}
