import type { Monitoring } from "../../../define/index.ts";
import type { RunbookPage, RunbookPages } from "../../runbooks/pages.ts";
import { pageName, runbookUsers } from "../../runbooks/runbook-users.ts";
import type { Check } from "../check.ts";

/** A page of a runbook that nobody is led to. */
export const unusedPage: Check = {
  code: "FAROL_RUNBOOK_UNUSED",
  level: "warning",
  title: "A runbook that no alert leads to",
  why: "A page that no alert links to, neither itself nor by way of another page, is not found when it is needed. Either its alert is missing, or a link to it is. Looked at are pages that are named like runbooks, such as `RB-012-queue-full.md`; those of an integration that none of the alerts uses are left out.",
  find: ({ monitoring, pages }) => {
    const reached = reachedPages(monitoring, pages);
    const leftOut = foldersLeftOut(monitoring, reached);
    return [...pages.values()]
      .filter((page) => /^[A-Z]+-\d/.test(page.name) && !reached.has(page) && !leftOut.has(page.folder.href))
      .map(({ name, file }) => ({
        place: { file, line: 1, column: 1 },
        found: `the page ${name}`,
        rule: "no alert leads to it, and no page that one leads to",
        cure: "Give it to the alerts that it is for, link to it from their pages, or delete it.",
      }));
  },
};

function reachedPages(monitoring: Monitoring, pages: RunbookPages): Set<RunbookPage> {
  const waiting = runbookUsers(monitoring).map(({ runbook }) => runbook.page);
  const reached = new Set<RunbookPage>();
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    const page = pages.get(pageName(address));
    if (page === undefined || reached.has(page)) continue;
    reached.add(page);
    waiting.push(...page.links.map(({ text }) => text));
  }
  return reached;
}

/** Those that integrations bring and of which nothing is used. */
function foldersLeftOut({ integrations }: Monitoring, reached: ReadonlySet<RunbookPage>): Set<string> {
  const brought = new Set(integrations.flatMap(({ runbooks }) => runbooks?.href ?? []));
  for (const { folder } of reached) brought.delete(folder.href);
  return brought;
}
