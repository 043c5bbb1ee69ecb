import { bounded, type Conversation, type Looks } from "../../model/index.ts";

/**
 * Looks on the application's thread when the engine asks: at what is at hand, since requests wait meanwhile.
 * @returns Ends that.
 */
export function answerDiagnoses(engine: Conversation, looks: Looks): () => void {
  return engine.answer("diagnose", async ({ diagnosis, occasion }) => {
    const look = Object.hasOwn(looks, diagnosis) ? looks[diagnosis] : undefined;
    return look === undefined ? [] : bounded(await look(occasion));
  });
}
