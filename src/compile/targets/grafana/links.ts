import type { Dashboard, Rule, Runbook } from "../../../model/index.ts";

/** Every dashboard of Farol carries it, so that each lists the others. */
export const TAG = "farol";

/** The other dashboards, and the runbooks of the alerts that this one shows. */
export function linksOf({ id }: Dashboard, rules: readonly Rule[], runbooksUrl: string) {
  const runbooks = new Map<string, Runbook>();
  for (const rule of rules) {
    if (rule.kind === "alert" && rule.dashboard === id) runbooks.set(rule.runbook.id, rule.runbook);
  }
  const sorted = [...runbooks.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [OTHERS, ...sorted.map((runbook) => runbookLink(runbook, runbooksUrl))];
}

const COMMON = {
  icon: "external link",
  includeVars: false,
  keepTime: false,
  targetBlank: false,
  tooltip: "",
  url: "",
};

const OTHERS = {
  ...COMMON,
  title: "Dashboards",
  type: "dashboards",
  asDropdown: true,
  keepTime: true,
  tags: [TAG],
};

function runbookLink({ id, title, page }: Runbook, runbooksUrl: string) {
  return {
    ...COMMON,
    title: `${id} ${title}`,
    type: "link",
    asDropdown: false,
    icon: "doc",
    tags: [],
    targetBlank: true,
    url: `${runbooksUrl.replace(/\/?$/, "/")}${page}`,
  };
}
