import type { Sent } from "../../receiver.ts";
import { failureWords } from "../http/failure.ts";
import { oneLine } from "../message/shortened.ts";
import { redacted } from "../secrets/redacted.ts";

const LONGEST_REASON = 300;
/** Refusals of the mail itself. All others are about the connection and the credentials, which may be mended. */
const ABOUT_THE_MAIL = new Set(["EENVELOPE", "EMESSAGE"]);

/** How nodemailer says that a mail was not sent. */
interface MailError {
  readonly code?: string;
  /** Of the system, where `code` is nodemailer's. */
  readonly originalCode?: string;
  readonly message: string;
  readonly command?: string;
  readonly response?: string;
  /** Of the response: whether it would be the same again, as RFC 5321 has it. */
  readonly permanent?: boolean;
}

/** What became of a mail that was not sent. */
export function smtpFailure(failure: unknown, server: string, secrets: readonly string[]): Sent {
  const error = failure as MailError;
  const { code = "", response, permanent = response === undefined } = error;
  const isFinal = permanent && ABOUT_THE_MAIL.has(code);
  const text = oneLine(redacted(wordsOf(error), secrets), LONGEST_REASON);
  return { outcome: isFinal ? "refused" : "retry", reason: `${server} ${text}` };
}

function wordsOf({ code = "", originalCode, message, command, response }: MailError): string {
  if (response !== undefined) return `answered ${command ?? "us"} with ${response}`;
  if (ABOUT_THE_MAIL.has(code)) return `was not sent it: ${message}`;
  // nodemailer tells what is wrong with a certificate in words only
  const isCertificate = code === "ETLS" && /certificate/i.test(message);
  return failureWords({ code: isCertificate ? "CERTIFICATE" : (originalCode ?? code) });
}
