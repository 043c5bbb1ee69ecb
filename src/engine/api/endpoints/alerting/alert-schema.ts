import {
  boolean,
  dictionary,
  either,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  type TypeOf,
  text,
} from "../../schema.ts";

const evidence = object(
  { diagnosis: text(), title: text(), atMs: integer(), outcome: oneOf("found", "nothing", "failed") },
  {
    observations: list(
      object({ text: text() }, { details: dictionary(either(text(), number())), block: text() }),
    ),
    reason: text("Why nothing could be seen."),
  },
);

export const alertSchema = object({
  id: text("Its fingerprint; of one that has ended, that and when it began."),
  fingerprint: text("Of its labels, as Alertmanager's."),
  state: oneOf("pending", "firing", "resolved"),
  labels: dictionary(text()),
  annotations: dictionary(text()),
  value: nullable(number("What its expression yielded last.")),
  startsAtMs: integer(
    "Since when it fires; of one that is pending, since when its expression has an answer.",
  ),
  endsAtMs: nullable(integer("When it ended.")),
  durationMs: number("Until its end, or now."),
  evidence: list(evidence),
  silencedBy: list(text("The id of a silence that holds now.")),
  inhibited: boolean("Whether another alert stands for it, so that nobody is told of it."),
  receivers: list(
    object({
      name: text(),
      told: boolean("Whether it knows that the alert fires."),
      mutedBy: list(text("A time interval on whose account it is told nothing now.")),
    }),
  ),
  resolution: nullable(object({ author: text(), note: text(), atMs: integer() })),
  link: text("Where its expression is shown."),
});

export type ListedAlert = TypeOf<typeof alertSchema>;
