import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../until.ts";
import { Prometheus } from "../prometheus.ts";

export interface PrometheusSpec {
  readonly folder: string;
  /** What is scraped, and who is told, as `host:port`. */
  readonly page: string;
  readonly alertmanager: string;
  /** A rule that asks for nothing but what is scraped. */
  readonly first: object;
  readonly rules: readonly object[];
}

interface Target {
  readonly lastScrape: string;
  readonly health: string;
}

interface Group {
  readonly name: string;
  readonly lastEvaluation: string;
  readonly rules: readonly { readonly health: string }[];
}

const INTERVAL_MS = 1000;
/** So many that one is evaluated long after a scrape. */
const CANDIDATES = 8;
/** A scrape is not to the millisecond. */
const BEFORE_THE_NEXT_MS = 30;

/**
 * Starts a Prometheus that scrapes a page and evaluates rules, all in one group, once a second; it ends with the stack.
 * When in a second it scrapes and when it evaluates a group hangs on names. The group is given one with which it is
 * evaluated as late after a scrape as can be, so that each evaluation sees one scrape also where a machine is busy.
 * @returns the rules' file, with it
 */
export async function startPrometheus(spec: PrometheusSpec, stack: AsyncDisposableStack) {
  const { folder, first, rules } = spec;
  const rulesFile = join(folder, "rules.yml");
  const writeRules = (groups: readonly object[]) => writeFileSync(rulesFile, JSON.stringify({ groups }));
  const candidates = Array.from({ length: CANDIDATES }, (_, i) => `group ${i}`);
  writeRules(candidates.map((name) => ({ name, rules: [first] })));
  const config = join(folder, "prometheus.yml");
  writeFileSync(config, configuration(spec, rulesFile));
  const prometheus = await Prometheus.startOn(config, ["--web.enable-lifecycle"]);
  stack.defer(() => prometheus.stop());
  const name = await longestAfterScrapes(prometheus);
  writeRules([{ name, rules: [first, ...rules] }]);
  await fetch(`${prometheus.url}/-/reload`, { method: "POST" });
  await untilEvaluated(prometheus, 1 + rules.length);
  // only now: a reload forgets where it is
  await untilAlertmanagerIsFound(prometheus);
  return { prometheus, rulesFile };
}

/** JSON is YAML, too. */
function configuration({ page, alertmanager }: PrometheusSpec, rulesFile: string): string {
  const interval = `${INTERVAL_MS}ms`;
  return JSON.stringify({
    global: { scrape_interval: interval, evaluation_interval: interval },
    rule_files: [rulesFile],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: [
      {
        job_name: "page",
        static_configs: [{ targets: [page] }],
        // in shared memory series have no such labels either
        metric_relabel_configs: [{ action: "labeldrop", regex: "job|instance" }],
      },
    ],
  });
}

async function untilAlertmanagerIsFound(prometheus: Prometheus): Promise<void> {
  await until("Prometheus to find Alertmanager", async () => {
    const { activeAlertmanagers } = await prometheus.get<{ activeAlertmanagers: unknown[] }>("alertmanagers");
    return activeAlertmanagers.length > 0 || undefined;
  });
}

/** Evaluations that run late see what was there when they were due: only what is scraped late is missed. */
async function longestAfterScrapes(prometheus: Prometheus): Promise<string> {
  const scrapedMs = await until("the page to be scraped", async () => {
    const { activeTargets } = await prometheus.get<{ activeTargets: readonly Target[] }>("targets");
    const [target] = activeTargets;
    return target?.health === "up" ? Date.parse(target.lastScrape) : undefined;
  });
  const { groups } = await prometheus.get<{ groups: readonly Group[] }>("rules");
  const after = ({ lastEvaluation }: Group) => {
    const ms = Date.parse(lastEvaluation) - scrapedMs + BEFORE_THE_NEXT_MS;
    return ((ms % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS;
  };
  return groups.reduce((a, b) => (after(a) > after(b) ? a : b)).name;
}

async function untilEvaluated(prometheus: Prometheus, count: number): Promise<void> {
  await until("the rules to be evaluated", async () => {
    const { groups } = await prometheus.get<{ groups: readonly Group[] }>("rules");
    const rules = groups.flatMap((group) => group.rules);
    return (rules.length === count && rules.every(({ health }) => health !== "unknown")) || undefined;
  });
}
