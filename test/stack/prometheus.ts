import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One job of Prometheus' configuration: a name and what it scrapes. */
export interface ScrapeJob {
  readonly name: string;
  readonly url: URL;
  /** Labels that its series get. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule as Prometheus' rule files have it. */
export type PrometheusRule = Readonly<Record<string, unknown>>;

/** A real Prometheus on a port and in a folder of its own, which scrapes each job and evaluates each rule once a second. */
export class Prometheus {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#process = child;
    this.#folder = folder;
  }

  static async start(jobs: readonly ScrapeJob[], rules: readonly PrometheusRule[] = []): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), "farol-prometheus-"));
    const config = join(folder, "prometheus.yml");
    writeFileSync(config, configuration(jobs));
    writeFileSync(join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "rules", rules }] }));
    const child = spawn(
      "prometheus",
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        "--web.listen-address=127.0.0.1:0",
        "--enable-feature=exemplar-storage",
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    return new Prometheus(`http://${await listeningAddress(child)}`, child, folder);
  }

  /** The `data` of an answer of its HTTP API. */
  async get<T>(path: string, query: Record<string, string>): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query)}`);
    const body = (await response.json()) as { status: string; data: T; error?: string };
    if (body.status !== "success") throw new Error(`${path} ${JSON.stringify(query)}: ${body.error}`);
    return body.data;
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, "exit");
    // False when it has ended by itself.
    if (this.#process.kill()) await exit;
    rmSync(this.#folder, { recursive: true });
  }
}

/** JSON is YAML, too. */
function configuration(jobs: readonly ScrapeJob[]): string {
  return JSON.stringify({
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: ["rules.yml"],
    scrape_configs: jobs.map(({ name, url, labels = {} }) => ({
      job_name: name,
      metrics_path: url.pathname,
      static_configs: [{ targets: [url.host], labels }],
    })),
  });
}

/** Where it listens, as its log says; the log is read to its end so that it never blocks. */
async function listeningAddress(child: ChildProcess): Promise<string> {
  const log: string[] = [];
  const lines = createInterface(child.stderr!);
  return await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      else log.push(line);
    });
    lines.once("close", () => reject(new Error(`prometheus ended:\n${log.join("\n")}`)));
    child.once("error", reject);
  });
}
