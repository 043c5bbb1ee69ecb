import type { IncomingMessage } from "node:http";
import { readText } from "../body.ts";
import { ApiError, badData } from "./api-error.ts";

/** Longer than any expression that is parsed, with all that a form may say beside it. */
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * The parameters of a request: those of its form, then those of its address. What is sent in another shape than a form's
 * is not read, as in Prometheus.
 * @throws ApiError for a form that is too large or cut off
 */
export async function readForm(
  request: IncomingMessage,
  ofAddress: URLSearchParams,
): Promise<URLSearchParams> {
  const type = request.headers["content-type"] ?? "";
  if (request.method !== "POST" || !/^application\/x-www-form-urlencoded\b/i.test(type)) return ofAddress;
  const ofForm = new URLSearchParams(await textOf(request));
  return new URLSearchParams([...ofForm, ...ofAddress]);
}

async function textOf(request: IncomingMessage): Promise<string> {
  try {
    return await readText(request, MAX_BYTES, tooLarge);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw badData(`error parsing form values: ${(error as Error).message}`);
  }
}

function tooLarge(): ApiError {
  const headers = { connection: "close" };
  return new ApiError("bad_data", `error parsing form values: more than ${MAX_BYTES} bytes`, { headers });
}
