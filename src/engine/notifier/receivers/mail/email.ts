import { createTransport } from "nodemailer";
import type { EmailReceiver } from "../../../../model/index.ts";
import type { OutgoingMessage, Sent } from "../../receiver.ts";
import type { Attempt, Means } from "../attempt.ts";
import { oneLine } from "../message/shortened.ts";
import { truncationText } from "../message/traits.ts";
import { PutOff } from "./put-off.ts";
import { isFinal, type MailError, smtpFailure } from "./smtp-failure.ts";
import { threadHeaders } from "./thread-headers.ts";

/** The port on which a server speaks TLS from the first byte; on others it is asked to. */
const PORT_OF_TLS = 465;
const LONGEST_SUBJECT = 255;

/**
 * Tells by mail: one mail to all addresses, as text and as HTML, all mails of a group in one thread. Addresses that are put
 * off while others take it are tried again, without the others.
 */
export function email(receiver: EmailReceiver, { logger, secrets, textsOf }: Means): Attempt {
  const { authPasswordFile: file, authUsername, from, name, smarthost } = receiver;
  const putOff = new PutOff();
  const takenBut = (rejected: readonly string[]): Sent => {
    if (rejected.length > 0)
      logger.warn({ receiver: name, rejected }, "Mail was not taken for some addresses");
    return { outcome: "taken" };
  };
  return async (message, signal) => {
    const password = file === undefined ? undefined : await secrets.read(file);
    const hidden = password === undefined ? [] : [password, `\0${authUsername}\0${password}`];
    const left = putOff.of(message.id);
    const envelope = { from, to: [...(left ?? receiver.to)] };
    const mail = { ...mailOf(receiver, message, textsOf(message)), envelope, signal };
    try {
      const { rejectedErrors = [] } = await createTransport(connectionOf(receiver, password)).sendMail(mail);
      const refusals = rejectedErrors as readonly MailError[];
      const later = refusals.filter((error) => !isFinal(error));
      putOff.set(message.id, addressesOf(later));
      const sent = takenBut(addressesOf(refusals.filter(isFinal)));
      return later.length === 0 ? sent : smtpFailure(later[0], smarthost, hidden);
    } catch (error) {
      signal.throwIfAborted();
      const sent = smtpFailure(error, smarthost, hidden);
      return left === undefined || sent.outcome === "retry" ? sent : takenBut(left);
    }
  };
}

function addressesOf(refusals: readonly MailError[]): string[] {
  return refusals.map(({ recipient = "" }) => recipient);
}

/** TLS with a certificate that holds where it is required; else whatever the server offers, as anything is better than none. */
function connectionOf({ smarthost, authUsername, requireTls }: EmailReceiver, password: string | undefined) {
  const colon = smarthost.lastIndexOf(":");
  const port = Number(smarthost.slice(colon + 1));
  return {
    host: smarthost.slice(0, colon).replace(/^\[(.*)\]$/, "$1"),
    port,
    secure: port === PORT_OF_TLS,
    requireTLS: requireTls,
    tls: { rejectUnauthorized: requireTls },
    ...(authUsername !== undefined &&
      password !== undefined && { auth: { user: authUsername, pass: password } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf(receiver: EmailReceiver, message: OutgoingMessage, texts: Readonly<Record<string, string>>) {
  const { subject = "", text = "", html = "" } = texts;
  const more = truncationText(message);
  return {
    from: receiver.from,
    to: [...receiver.to],
    subject: oneLine(subject, LONGEST_SUBJECT),
    text: more === undefined ? text : `${text}\n${more}\n`,
    html: more === undefined ? html : html.replace(/<\/body>|$/, (end) => `<p>${more}</p>\n${end}`),
    date: new Date(message.atMs),
    ...threadHeaders(message, receiver.from),
    headers: {
      // RFC 3834, and Exchange's own: nobody's absence note is an answer to this.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  };
}
