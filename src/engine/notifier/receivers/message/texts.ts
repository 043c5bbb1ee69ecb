import {
  definitionsOf,
  messageData,
  renderHtmlMessage,
  renderMessage,
  textsOf,
} from "../../../../alerting/index.ts";
import type { Logger, Receiver, Routing } from "../../../../model/index.ts";
import type { OutgoingMessage } from "../../receiver.ts";
import { notificationOf } from "./notification.ts";

/** A receiver's texts about a message, by their names. */
export type TextsOf = (message: OutgoingMessage) => Readonly<Record<string, string>>;

const OWN = definitionsOf({ templates: {} });
const OWN_TITLE = '{{ template "farol.title" . }}';
const OWN_TEXTS: Readonly<Record<string, string>> = {
  title: OWN_TITLE,
  subject: OWN_TITLE,
  description: OWN_TITLE,
  html: '{{ template "farol.html" . }}',
};

/**
 * How a receiver's templates are rendered. In place of one that cannot be, Farol's own is: a mistake in a text keeps nobody
 * from being told, and the log says so.
 */
export function textsFor(receiver: Receiver, routing: Pick<Routing, "templates">, logger: Logger): TextsOf {
  const orOwn = <T>(what: string, theirs: () => T, own: () => T): T => {
    try {
      return theirs();
    } catch (error) {
      const reason = (error as Error).message;
      logger.warn({ receiver: receiver.name, reason }, `${what} cannot be rendered; Farol's own is sent`);
      return own();
    }
  };
  const read = () => definitionsOf(routing);
  const definitions = orOwn("the routing's templates", read, () => OWN);
  const templates = Object.entries(textsOf(receiver));
  return (message) => {
    const data = messageData(notificationOf(message));
    const rendered = ([name, text]: readonly [string, string]) => {
      const render = name === "html" ? renderHtmlMessage : renderMessage;
      const theirs = () => render(text, definitions, data);
      const own = () => render(OWN_TEXTS[name] ?? '{{ template "farol.text" . }}', OWN, data);
      return [name, orOwn(`text "${name}"`, theirs, own)];
    };
    return Object.fromEntries(templates.map(rendered));
  };
}

/** What a message is called in one line, by Farol's own template. */
export function titleOf(message: OutgoingMessage): string {
  return renderMessage(OWN_TITLE, OWN, messageData(notificationOf(message)));
}
