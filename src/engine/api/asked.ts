import type { Questions } from "../../model/index.ts";
import { Unanswered } from "../application/index.ts";
import type { Context } from "./context.ts";
import { Problem } from "./problem.ts";

/**
 * Asks the application's thread.
 * @throws Problem FAROL_APPLICATION_SILENT, FAROL_APPLICATION_FAILED
 */
export async function asked<K extends keyof Questions>(
  { application }: Context,
  subject: K,
  question: Questions[K]["asked"],
): Promise<readonly Questions[K]["answer"][]> {
  try {
    return await application.ask(subject, question);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const code = error.kind === "silent" ? "FAROL_APPLICATION_SILENT" : "FAROL_APPLICATION_FAILED";
    throw new Problem(code, error.message);
  }
}
