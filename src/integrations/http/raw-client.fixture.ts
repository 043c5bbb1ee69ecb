import { connect, type Socket } from "node:net";

/** A client that writes what it is told, byte by byte: what an HTTP library would not do. */
export class RawClient {
  readonly socket: Socket;
  readonly #closed: Promise<void>;
  #received = "";

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.setEncoding("latin1");
    this.socket.on("data", (text) => {
      this.#received += text;
    });
    this.socket.on("error", () => {});
    this.#closed = new Promise((resolve) => this.socket.once("close", () => resolve()));
  }

  /** Sends a request without a body. */
  get(path: string, { method = "GET", headers = "" } = {}): void {
    this.socket.write(`${method} ${path} HTTP/1.1\r\nHost: test\r\n${headers}\r\n`);
  }

  /** Waits until the answers so far match, and gives them back. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      await new Promise<unknown>((resolve, reject) => {
        this.socket.once("data", resolve);
        void this.#closed.then(() => reject(new Error(`closed after: ${this.#received}`)));
      });
    }
    return this.#received;
  }

  /** Waits until the server has closed the connection, and gives back what it sent. */
  async end(): Promise<string> {
    await this.#closed;
    return this.#received;
  }

  /** Goes away without a word. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}
