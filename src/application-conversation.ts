import type { AnswerMessage, AskMessage } from "./engine/index.ts";
import type { Conversation, Reports } from "./model/index.ts";
import type { ToEngine } from "./thread-messages.ts";

type Handler = (asked: unknown) => unknown;

/** The application's side of its conversation with the engine. What is said before the engine listens is kept. */
export class ApplicationConversation implements Conversation {
  readonly #handlers = new Set<{ readonly subject: string; readonly handler: Handler }>();
  readonly #reports = new Map<string, ToEngine>();
  #send: ((message: ToEngine) => void) | undefined;

  /** The engine listens. */
  begin(send: (message: ToEngine) => void): void {
    this.#send = send;
    for (const report of this.#reports.values()) send(report);
  }

  report<K extends keyof Reports>(subject: K, report: Reports[K]): void {
    const message: ToEngine = { kind: "report", subject, report };
    this.#reports.set(subject, message);
    this.#send?.(message);
  }

  answer: Conversation["answer"] = (subject, handler) => {
    const entry = { subject, handler: handler as Handler };
    this.#handlers.add(entry);
    return () => {
      this.#handlers.delete(entry);
    };
  };

  /** The engine asks. */
  async asked({ id, subject, asked }: AskMessage): Promise<void> {
    const handlers = [...this.#handlers].filter((it) => it.subject === subject);
    this.#send?.(await answerOf(id, handlers, asked));
  }
}

async function answerOf(
  id: number,
  handlers: readonly { readonly handler: Handler }[],
  asked: unknown,
): Promise<AnswerMessage> {
  try {
    const answers = await Promise.all(handlers.map(async ({ handler }) => handler(asked)));
    return { kind: "answer", id, answers };
  } catch (error) {
    return { kind: "answer", id, error: error instanceof Error ? error.message : String(error) };
  }
}
