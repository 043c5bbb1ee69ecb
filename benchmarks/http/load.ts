import { connect, type Socket } from "node:net";

/** What a server did under load. */
export interface Load {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** 99th percentile of the time from a request to its whole response, in milliseconds. */
  readonly p99Ms: number;
}

const REQUEST = "GET /users/42 HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";

/** Connections to one server that ask again as soon as they are answered. Kept open between rounds. */
export class LoadClient {
  readonly #sockets: Socket[];
  #latencies: number[] = [];
  #until = 0;

  private constructor(sockets: Socket[]) {
    this.#sockets = sockets;
  }

  static async open(port: number, connections: number): Promise<LoadClient> {
    const sockets = Array.from({ length: connections }, () =>
      connect({ port, host: "127.0.0.1", noDelay: true }),
    );
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    return new LoadClient(sockets);
  }

  async run(durationMs: number): Promise<Load> {
    this.#latencies = [];
    const begin = performance.now();
    this.#until = begin + durationMs;
    await Promise.all(this.#sockets.map((socket) => this.#ask(socket)));
    const seconds = (performance.now() - begin) / 1000;
    const sorted = Float64Array.from(this.#latencies).sort();
    return {
      requests: sorted.length,
      requestsPerSecond: sorted.length / seconds,
      p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    };
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Asks on one connection until the time is over. A response is small, so it comes in one piece. */
  #ask(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let sent = performance.now();
      const answered = (data: Buffer) => {
        if (data.indexOf("HTTP/1.1 200") !== 0) reject(new Error(`answered: ${data.toString()}`));
        const now = performance.now();
        this.#latencies.push(now - sent);
        if (now >= this.#until) {
          socket.off("data", answered);
          resolve();
          return;
        }
        sent = now;
        socket.write(REQUEST);
      };
      socket.on("data", answered);
      socket.write(REQUEST);
    });
  }
}
