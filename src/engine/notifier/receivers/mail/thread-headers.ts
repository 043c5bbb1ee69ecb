import { createHash } from "node:crypto";
import type { OutgoingMessage } from "../../receiver.ts";

/**
 * What puts mails into a thread. Each message has an identity of its own, the same whenever it is tried, by which a mailbox
 * tells a repetition; and all of a group answer one that was never sent, so that none has to be the first.
 */
export function threadHeaders({ id, groupKey }: OutgoingMessage, from: string) {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "farol.invalid";
  const root = `<group.${digest(groupKey)}@${domain}>`;
  return { messageId: `<${digest(id)}@${domain}>`, inReplyTo: root, references: [root] };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
