import type { Clock, Logger, Receiver, Routing } from "../../../model/index.ts";
import type { Sender } from "../receiver.ts";
import { alertmanager } from "./alertmanager.ts";
import type { Attempt, Means } from "./attempt.ts";
import { consoleLine } from "./console.ts";
import { email } from "./mail/email.ts";
import { textsFor } from "./message/texts.ts";
import { withinBudget } from "./message/within-budget.ts";
import { pagerDuty } from "./pagerduty.ts";
import { SecretFiles } from "./secrets/secret-files.ts";
import { settled } from "./settled.ts";
import { slack } from "./slack.ts";
import { webhook } from "./webhook.ts";

interface SendingOptions {
  /** Its templates, its folder of secrets, and how often its routes repeat. */
  readonly routing: Routing;
  /** For FAROL_SECRETS_DIR and secrets in variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long one attempt may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/** Makes a receiver ready to send. Its attempts never reject, never retry, and their reasons hold no secret. */
export function senderOf(receiver: Receiver, options: SendingOptions): Sender {
  const { routing, environment, clock, logger, timeoutMs = 10_000 } = options;
  const means: Means = {
    clock,
    logger,
    secrets: new SecretFiles({ folder: routing.secretsFolder, environment }),
    textsOf: textsFor(receiver, routing, logger),
  };
  const attempt = attemptOf(receiver, routing, means);
  return { send: (message, signal) => settled((within) => attempt(message, within), signal, timeoutMs) };
}

function attemptOf(receiver: Receiver, routing: Routing, means: Means): Attempt {
  switch (receiver.kind) {
    case "pagerDuty":
      return asText(pagerDuty(receiver, means));
    case "slack":
      return asText(slack(receiver, means));
    case "email":
      return asText(email(receiver, means));
    case "webhook":
      return webhook(receiver, means);
    case "alertmanager":
      return alertmanager(receiver, routing, means);
    case "console":
      return asText(consoleLine(receiver, means));
  }
}

/** People are told of as much as they can read; programs are told of everything. */
function asText(attempt: Attempt): Attempt {
  return (message, signal) => attempt(withinBudget(message), signal);
}
