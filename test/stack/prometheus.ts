import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListeningProgram } from "./listening-program.ts";

/** One job of Prometheus' configuration: a name and what it scrapes. */
export interface ScrapeJob {
  readonly name: string;
  readonly url: URL;
  /** Labels that its series get. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule as Prometheus' rule files have it. */
export type PrometheusRule = Readonly<Record<string, unknown>>;

/** A real Prometheus on a port and in a folder of its own. */
export class Prometheus {
  readonly url: string;
  readonly #program: ListeningProgram;
  readonly #folder: string;

  private constructor(program: ListeningProgram, folder: string) {
    this.url = program.url;
    this.#program = program;
    this.#folder = folder;
  }

  /** Scrapes each job and evaluates each rule once a second. */
  static async start(
    jobs: readonly ScrapeJob[],
    rules: readonly PrometheusRule[] = [],
    args: readonly string[] = [],
  ): Promise<Prometheus> {
    const folder = newFolder();
    const config = join(folder, "prometheus.yml");
    writeFileSync(config, configuration(jobs));
    writeFileSync(join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "rules", rules }] }));
    return await Prometheus.#run(config, folder, args);
  }

  /** Does what a file says. It finds out where targets and Alertmanager are five seconds later. */
  static async startOn(configFile: string, args: readonly string[] = []): Promise<Prometheus> {
    return await Prometheus.#run(configFile, newFolder(), args);
  }

  static async #run(configFile: string, folder: string, args: readonly string[] = []): Promise<Prometheus> {
    const program = await ListeningProgram.start("prometheus", [
      ...args,
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--enable-feature=exemplar-storage",
    ]);
    return new Prometheus(program, folder);
  }

  /** The `data` of an answer of its HTTP API. */
  async get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query)}`);
    const body = (await response.json()) as { status: string; data: T; error?: string };
    if (body.status !== "success") throw new Error(`${path} ${JSON.stringify(query)}: ${body.error}`);
    return body.data;
  }

  async stop(): Promise<void> {
    await this.#program.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "farol-prometheus-"));
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
