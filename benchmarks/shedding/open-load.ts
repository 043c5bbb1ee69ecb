import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const TICK_MS = 5;
const REQUEST = "GET /work HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** One answer. */
export interface Answered {
  /** When it was asked, in milliseconds since the load began. */
  readonly askedMs: number;
  readonly durationMs: number;
  readonly status: number;
}

/**
 * Asks at a fixed rate, however long the answers take, as people do who know nothing of each other. What is not answered
 * in the end is given up.
 */
export async function askAtRate(port: number, perSecond: number, durationMs: number): Promise<Answered[]> {
  const answers: Answered[] = [];
  const idle: Socket[] = [];
  const all: Socket[] = [];
  const beginMs = performance.now();
  const open = () => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    all.push(socket);
    return socket;
  };
  const ask = () => {
    const socket = idle.pop() ?? open();
    const askedMs = performance.now() - beginMs;
    socket.once("data", (data) => {
      const durationMs = performance.now() - beginMs - askedMs;
      answers.push({ askedMs, durationMs, status: Number(data.subarray(9, 12)) });
      idle.push(socket);
    });
    socket.write(REQUEST);
  };
  for (let asked = 0; performance.now() - beginMs < durationMs; await delay(TICK_MS)) {
    const due = ((performance.now() - beginMs) * perSecond) / 1000;
    for (; asked < due; asked++) ask();
  }
  for (const socket of all) socket.destroy();
  return answers;
}
