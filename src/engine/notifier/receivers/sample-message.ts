import { randomUUID } from "node:crypto";
import type { Receiver } from "../../../model/index.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { OutgoingMessage } from "../receiver.ts";

interface SampleOptions {
  /** Default: firing. `resolved` ends what the other began, such as an incident. */
  readonly status?: OutgoingMessage["status"];
  readonly service: string;
  readonly externalUrl: string;
  /** Wall time in milliseconds. */
  readonly atMs: number;
}

/** A message that says that it is a test, for trying out a receiver: everything that a message may hold is in it. */
export function sampleMessage({ name }: Pick<Receiver, "name">, options: SampleOptions): OutgoingMessage {
  const { status = "firing", service, externalUrl, atMs } = options;
  const labels = { alertname: "FarolTest", service, severity: "info" };
  return {
    id: randomUUID(),
    sequence: 1,
    groupKey: `{}:{alertname="FarolTest", receiver="${name}"}`,
    receiver: name,
    status,
    group: { alertname: labels.alertname },
    alerts: [
      {
        status,
        labels,
        annotations: {
          summary: `This is a test of the receiver "${name}"`,
          description:
            "Somebody tries out whether messages arrive. Nothing is wrong, and nothing is to be done.",
        },
        value: 1,
        startsAtMs: atMs,
        endsAtMs: atMs,
        generatorUrl: externalUrl,
        fingerprint: fingerprintOf(labels),
        evidence: [
          {
            diagnosis: "test",
            title: "What diagnoses find stands here",
            atMs,
            outcome: "found",
            observations: [{ text: "this line is an example" }],
          },
        ],
      },
    ],
    truncatedAlerts: 0,
    externalUrl,
    atMs,
  };
}
