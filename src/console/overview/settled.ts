import { ApiError } from "../api/api-error.ts";
import type { Outcome } from "./snapshot.ts";

/**
 * How a question ended, where that concerns nothing but what was asked.
 * @throws ApiError when nobody answers or a token is wanted: that concerns all
 */
export async function settled<T>(what: string, asked: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "answered", value: await asked };
  } catch (error) {
    if (!(error instanceof ApiError) || concernsAll(error)) throw error;
    return { kind: "failed", what, fault: error.fault };
  }
}

function concernsAll({ fault: { kind } }: ApiError): boolean {
  return kind === "unauthorized" || kind === "unreachable";
}
