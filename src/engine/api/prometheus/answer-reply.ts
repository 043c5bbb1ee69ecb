import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { Reply } from "../endpoint.ts";
import type { Answer } from "./asked.ts";

/** Characters that are made, and sent, at once. */
const CHUNK = 64 * 1024;

/**
 * An answer in Prometheus' envelope: whole when it is small, else made while it is sent.
 * @param sendMs How long the client may take to receive it
 * @param release Called when nothing more of it is kept
 */
export function replyTo(answer: Answer, sendMs: number, release: () => void): Reply {
  if (answer.data === undefined) {
    release();
    return { status: 204, contentType: JSON_TYPE, body: "" };
  }
  const pieces = envelope(answer.data, answer);
  const first = nextChunk(pieces);
  if (first.length < CHUNK) {
    release();
    return { status: 200, contentType: JSON_TYPE, body: first };
  }
  const body = Readable.from(chunks(first, pieces));
  return { status: 200, contentType: JSON_TYPE, body, until: AbortSignal.timeout(sendMs), release };
}

const JSON_TYPE = "application/json";

function* envelope(
  data: Iterable<string>,
  { warnings = [], infos = [] }: Omit<Answer, "data">,
): Generator<string, undefined> {
  yield '{"status":"success","data":';
  yield* data;
  if (warnings.length > 0) yield `,"warnings":${JSON.stringify(warnings)}`;
  if (infos.length > 0) yield `,"infos":${JSON.stringify(infos)}`;
  yield "}";
}

async function* chunks(first: string, pieces: Iterator<string, undefined>): AsyncIterable<string> {
  for (let chunk = first; chunk !== ""; chunk = nextChunk(pieces)) {
    yield chunk;
    // A client that reads as fast as this writes would else hold the thread.
    await setImmediate();
  }
}

/** Empty when there is no more. */
function nextChunk(pieces: Iterator<string, undefined>): string {
  let chunk = "";
  while (chunk.length < CHUNK) {
    const { value } = pieces.next();
    if (value === undefined) break;
    chunk += value;
  }
  return chunk;
}
