import type { Receiver, Routing } from "../../../model/index.ts";
import { type Described, textOf } from "../described.ts";

export function describeReceivers(routing: Routing | undefined): Described[] {
  return (routing?.receivers ?? []).map((receiver) => {
    const { name, kind, place: _, ...settings } = receiver satisfies Receiver;
    const aspects = Object.entries(settings).map(([setting, value]) => [setting, textOf(value)]);
    return {
      kind: "receiver",
      name,
      identity: textOf([kind, settings]),
      aspects: { kind, ...Object.fromEntries(aspects) },
    };
  });
}
