import { type ApiContext, type Route, whole } from "./asked.ts";

/** What is scraped: the application itself, at each tick. */
export const targets: Route = {
  takesForm: false,
  costs: false,
  answer: ({ given, context }) => {
    const state = (given.get("state") ?? "").toLowerCase();
    const pool = given.get("scrapePool") ?? "";
    const isShown = ["", "any", "active"].includes(state) && ["", context.service].includes(pool);
    return whole({
      activeTargets: isShown ? [targetOf(context)] : [],
      droppedTargets: [],
      droppedTargetCounts: { [context.service]: 0 },
    });
  },
};

function targetOf(context: ApiContext) {
  const { service, tickMs, numbers } = context;
  const address = `127.0.0.1:${context.port()}`;
  const labels = { instance: address, job: service };
  const url = `http://${address}/metrics`;
  const lastMs = context.lastTickMs();
  const interval = `${tickMs / 1000}s`;
  return {
    discoveredLabels: {
      __address__: address,
      __metrics_path__: "/metrics",
      __scheme__: "http",
      __scrape_interval__: interval,
      __scrape_timeout__: interval,
      job: service,
    },
    labels,
    scrapePool: service,
    scrapeUrl: url,
    globalUrl: url,
    lastError: "",
    lastScrape: new Date(Number.isFinite(lastMs) ? lastMs : 0).toISOString(),
    lastScrapeDuration: numbers.tickDurationSeconds,
    health: Number.isFinite(lastMs) ? "up" : "unknown",
    scrapeInterval: interval,
    scrapeTimeout: interval,
  };
}
