import { generatedBy } from "../../generated-by.ts";
import type { GeneratedFile, Target } from "../../target.ts";
import { alertsPage } from "./alerts-page.ts";
import { metricsPage } from "./metrics-page.ts";
import { runbooksPage } from "./runbooks-page.ts";

/** For people: `reference/alerts.md`, `reference/metrics.md` and `reference/runbooks.md`. */
export const reference: Target = (monitoring, stack) => {
  const file = (name: string, [heading = "", ...parts]: readonly string[]): GeneratedFile => {
    const written = `<!-- ${generatedBy(monitoring.service, "people")} -->`;
    return { path: `reference/${name}.md`, text: `${[heading, written, ...parts].join("\n\n")}\n` };
  };
  return [
    file("alerts", alertsPage(monitoring, stack)),
    file("metrics", metricsPage(monitoring)),
    file("runbooks", runbooksPage(monitoring, stack)),
  ];
};
