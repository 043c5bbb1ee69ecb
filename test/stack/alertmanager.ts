import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Labels, Routing } from "../../src/model/index.ts";
import { GeneratedRouting } from "./amtool.ts";
import { ListeningProgram } from "./listening-program.ts";

/** An alert as Alertmanager's API tells of it. */
export interface ToldAlert {
  readonly labels: Labels;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** A real Alertmanager, on a port and in a folder of its own. */
export class Alertmanager {
  readonly url: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(url: string, stack: AsyncDisposableStack) {
    this.url = url;
    this.#stack = stack;
  }

  /** With the files that are generated for a routing. */
  static async start(routing: Routing): Promise<Alertmanager> {
    await using stack = new AsyncDisposableStack();
    const { configFile } = stack.use(new GeneratedRouting(routing));
    return await Alertmanager.#run(configFile, stack);
  }

  /** Does what a file says. */
  static async startOn(configFile: string): Promise<Alertmanager> {
    await using stack = new AsyncDisposableStack();
    return await Alertmanager.#run(configFile, stack);
  }

  static async #run(configFile: string, stack: AsyncDisposableStack): Promise<Alertmanager> {
    const folder = mkdtempSync(join(tmpdir(), "farol-alertmanager-data-"));
    stack.defer(() => rmSync(folder, { recursive: true }));
    const program = await ListeningProgram.start("prometheus-alertmanager", [
      `--config.file=${configFile}`,
      `--storage.path=${folder}`,
      "--cluster.listen-address=",
    ]);
    stack.defer(() => program.stop());
    return new Alertmanager(program.url, stack.move());
  }

  /** Tells it that alerts fire, as Prometheus does. */
  async fire(alerts: readonly { readonly labels: Labels; readonly annotations?: Labels }[]): Promise<void> {
    const response = await fetch(`${this.url}/api/v2/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alerts),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** The alerts that it knows of. */
  async alerts(): Promise<ToldAlert[]> {
    return (await (await fetch(`${this.url}/api/v2/alerts`)).json()) as ToldAlert[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
