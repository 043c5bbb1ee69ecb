import { deadEnd } from "../../runbooks/dead-end.ts";
import { type RunbookUser, runbookUsers } from "../../runbooks/runbook-users.ts";
import type { Check } from "../check.ts";
import { cureBy } from "../cure.ts";

/** A runbook whose page is not there. */
export const missingPage: Check = {
  code: "FAROL_RUNBOOK_PAGE",
  level: "error",
  title: "A runbook whose page does not exist",
  why: "Whoever is woken by an alert follows its link first, and a link that leads nowhere costs minutes when they are dear. Pages are looked for in the folder of the monitoring's `runbooks`, and in those that integrations bring.",
  find: ({ monitoring, pages }) => {
    return [...Map.groupBy(runbookUsers(monitoring), ({ runbook }) => runbook.page)].flatMap(
      ([page, users]) => {
        const end = deadEnd(page, pages);
        if (end === undefined) return [];
        const { rule, nearest } = end;
        return {
          place: users[0]!.runbook.place,
          found: `${page}, the runbook of ${listed(users)}`,
          rule,
          ...cureBy(
            nearest,
            "Write the page, or name the folder that it is in as the monitoring's `runbooks`.",
          ),
        };
      },
    );
  },
};

/** The first of many, and how many more there are. */
function listed([first, ...others]: readonly RunbookUser[]): string {
  const what = `${first?.kind} "${first?.name}"`;
  return others.length === 0 ? what : `${what} and ${others.length} more`;
}
