import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Labels } from "farol/model";
import { until } from "../../until.ts";

/** Who tells: Prometheus with Alertmanager, or Farol. */
export type Side = "prometheus" | "farol";

/** What a webhook is told, as Alertmanager writes it. */
export interface Told {
  readonly receiver: string;
  readonly status: "firing" | "resolved";
  readonly groupKey: string;
  readonly groupLabels: Labels;
  readonly commonLabels: Labels;
  readonly commonAnnotations: Labels;
  readonly version: string;
  readonly alerts: readonly {
    readonly status: "firing" | "resolved";
    readonly labels: Labels;
    readonly annotations: Labels;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly fingerprint: string;
  }[];
}

/** A webhook that both sides tell, each under a path of its own. */
export class Messages implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #told: Readonly<Record<Side, Told[]>>;

  private constructor(server: Server, told: Readonly<Record<Side, Told[]>>) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    this.#told = told;
  }

  static async open(): Promise<Messages> {
    const told: Record<Side, Told[]> = { prometheus: [], farol: [] };
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      told[request.url!.slice(1) as Side].push(JSON.parse(body));
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Messages(server, told);
  }

  /** What one side has told so far, by receiver and group, each in its order. */
  byGroup(side: Side): ReadonlyMap<string, readonly Told[]> {
    const groups = Map.groupBy(this.#told[side], ({ receiver, groupKey }) => `${receiver} ${groupKey}`);
    return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Resolves once so many groups were told of by a side, and the last that was told of each is that all is over. */
  async untilAllIsOver(side: Side, groups: number): Promise<void> {
    await until(`${side} to have told that all is over`, async () => {
      const last = [...this.byGroup(side).values()].map((told) => told.at(-1)!);
      return (last.length >= groups && last.every(({ status }) => status === "resolved")) || undefined;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
