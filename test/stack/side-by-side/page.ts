import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { seriesText } from "farol/promql";
import type { Shown } from "./script.ts";

/** A page of metrics, which shows another row of a script each time that it is scraped. */
export class Page implements AsyncDisposable {
  readonly host: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
  }

  static async open(look: () => readonly Shown[]): Promise<Page> {
    const server = createServer((_, response) => {
      response.setHeader("content-type", "text/plain; version=0.0.4");
      response.end(look().map(line).join(""));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Page(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function line({ name, labels, value }: Shown): string {
  return value === undefined ? "" : `${seriesText({ __name__: name, ...labels })} ${value}\n`;
}
