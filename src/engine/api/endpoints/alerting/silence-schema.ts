import type { ListedSilence } from "../../../notifier/index.ts";
import { integer, list, object, oneOf, text } from "../../schema.ts";

export const matcherSchema = object({
  label: text(),
  operator: oneOf("=", "!=", "=~", "!~"),
  value: text("Of the last two operators a regular expression about the whole value."),
});

export const silenceSchema = object({
  id: text(),
  state: oneOf("pending", "active", "expired"),
  matchers: list(matcherSchema),
  startsAtMs: integer(),
  endsAtMs: integer(),
  createdAtMs: integer(),
  author: text(),
  reason: text(),
  alerts: list(text("The id of an alert that fires and is silenced by it.")),
});

/** A silence with the alerts that it silences now. */
export function silenceBody(
  silence: ListedSilence,
  alerts: readonly { readonly fingerprint: string; readonly silencedBy: readonly string[] }[],
) {
  const silenced = alerts.filter(({ silencedBy }) => silencedBy.includes(silence.id));
  return { ...silence, alerts: silenced.map(({ fingerprint }) => fingerprint) };
}
