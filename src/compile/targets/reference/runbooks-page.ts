import { below } from "../../../alerting/index.ts";
import type { Monitoring } from "../../../define/index.ts";
import { type RunbookPage, runbookPages } from "../../runbooks/pages.ts";
import { pageName, type RunbookUser, runbookUsers } from "../../runbooks/runbook-users.ts";
import type { Stack } from "../../stack.ts";
import { alertLink } from "./alerts-page.ts";

/** Every runbook, and what leads to it. */
export function runbooksPage(monitoring: Monitoring, { runbooksUrl }: Stack): string[] {
  const pages = runbookPages(monitoring.runbooks);
  const users = Map.groupBy(runbookUsers(monitoring), ({ runbook }) => pageName(runbook.page));
  const names = [...new Set([...pages.keys(), ...users.keys()])].sort();
  const rows = names.map((name) => {
    const own = users.get(name) ?? [];
    const title = titleOf(pages.get(name), own[0]) ?? name;
    return `| [${title.replaceAll("|", "\\|")}](${below(runbooksUrl, name)}) | ${own.map(userText).join(", ")} |`;
  });
  return ["# Runbooks", ["| page | leads here |", "|---|---|", ...rows].join("\n")];
}

function titleOf(page: RunbookPage | undefined, user: RunbookUser | undefined): string | undefined {
  return page?.title ?? (user && `${user.runbook.id} ${user.runbook.title}`);
}

function userText({ kind, name }: RunbookUser): string {
  return kind === "alert" ? alertLink(name) : `objective ${name}`;
}
