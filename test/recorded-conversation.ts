import type { Conversation, Questions, Reports } from "../src/model/index.ts";

/** An application's side of the conversation with the engine, whose engine is the test. */
export interface RecordedConversation extends Conversation {
  /** What was reported on a subject, in order. */
  reported<K extends keyof Reports>(subject: K): readonly Reports[K][];
  /** The answer of each who answers on a subject. */
  ask<K extends keyof Questions>(
    subject: K,
    asked: Questions[K]["asked"],
  ): Promise<readonly Questions[K]["answer"][]>;
}

export function recordedConversation(): RecordedConversation {
  const reports: { subject: string; report: unknown }[] = [];
  const handlers = new Set<{ subject: string; handler: (asked: never) => unknown }>();
  return {
    report: (subject, report) => void reports.push({ subject, report }),
    reported: (subject) =>
      reports.filter((it) => it.subject === subject).map(({ report }) => report as never),
    answer(subject, handler) {
      const entry = { subject, handler };
      handlers.add(entry);
      return () => void handlers.delete(entry);
    },
    ask: (subject, asked) => {
      const asking = [...handlers].filter((it) => it.subject === subject);
      return Promise.all(asking.map(async ({ handler }) => handler(asked as never) as never));
    },
  };
}
