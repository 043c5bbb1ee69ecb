import type { Sent } from "../../receiver.ts";
import { failureWords } from "../http/failure.ts";
import { oneLine } from "../message/shortened.ts";
import { redacted } from "../secrets/redacted.ts";

const LONGEST_REASON = 300;
/** Refusals of the mail itself. All others are about the connection and the credentials, which may be mended. */
const ABOUT_THE_MAIL = new Set(["EENVELOPE", "EMESSAGE"]);
/** Login is wanted, or was refused: said of the mail, too, where nobody asked before. */
const ABOUT_THE_LOGIN = /^53\d/;

/** How nodemailer says that a mail was not sent, or not to one of its addresses. */
export interface MailError {
  readonly code?: string;
  /** Of the system, where `code` is nodemailer's. */
  readonly originalCode?: string;
  readonly message: string;
  readonly command?: string;
  readonly response?: string;
  /** Of the response: whether it would be the same again, as RFC 5321 has it. */
  readonly permanent?: boolean;
  /** The address that it is about. */
  readonly recipient?: string;
}

/** Whether the mail would be refused again as it is. */
export function isFinal({ code = "", response = "", permanent = response === "" }: MailError): boolean {
  return permanent && ABOUT_THE_MAIL.has(code) && !ABOUT_THE_LOGIN.test(response);
}

/** What became of a mail that was not sent. */
export function smtpFailure(failure: unknown, server: string, secrets: readonly string[]): Sent {
  const error = failure as MailError;
  const text = oneLine(redacted(wordsOf(error), secrets), LONGEST_REASON);
  return { outcome: isFinal(error) ? "refused" : "retry", reason: `${server} ${text}` };
}

function wordsOf({ code = "", originalCode, message, command, response }: MailError): string {
  if (response !== undefined) return `answered ${command ?? "us"} with ${response}`;
  if (ABOUT_THE_MAIL.has(code)) return `was not sent it: ${message}`;
  return failureWords({ code: originalCode ?? code });
}
