import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Labels } from "farol/model";
import { until } from "../../until.ts";

/** One alert, as Alertmanager tells a webhook of it. */
export interface Told {
  readonly status: "firing" | "resolved";
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Every webhook below one address, by the name that its path is. */
export class Inbox implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #told: ReadonlyMap<string, readonly Told[]>;

  private constructor(server: Server, told: ReadonlyMap<string, readonly Told[]>) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    this.#told = told;
  }

  static async open(): Promise<Inbox> {
    const told = new Map<string, Told[]>();
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const { alerts } = JSON.parse(Buffer.concat(chunks).toString()) as { alerts: Told[] };
      const webhook = request.url!.slice(1);
      told.set(webhook, [...(told.get(webhook) ?? []), ...alerts]);
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Inbox(server, told);
  }

  /** The webhooks that were told that this alert fires, in their alphabet. */
  whoHeardOf(alertname: string): string[] {
    const heard = [...this.#told].filter(([, told]) => told.some(is("firing", alertname)));
    return heard.map(([webhook]) => webhook).sort();
  }

  /** The names of all alerts that a webhook was told of, in their alphabet. */
  heardBy(webhook: string): string[] {
    const names = (this.#told.get(webhook) ?? []).map(({ labels }) => labels.alertname!);
    return [...new Set(names)].sort();
  }

  /** Resolves with what a webhook was told of an alert, once it was. */
  async told(webhook: string, status: Told["status"], alertname: string): Promise<Told> {
    const ask = async () => this.#told.get(webhook)?.find(is(status, alertname));
    return await until(`${webhook} to be told that ${alertname} is ${status}`, ask);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function is(status: Told["status"], alertname: string): (one: Told) => boolean {
  return (one) => one.status === status && one.labels.alertname === alertname;
}
