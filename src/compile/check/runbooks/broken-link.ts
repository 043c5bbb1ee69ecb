import { deadEnd } from "../../runbooks/dead-end.ts";
import type { RunbookPage, RunbookPages } from "../../runbooks/pages.ts";
import type { Check, Found } from "../check.ts";
import { cureBy } from "../cure.ts";

/** A link between pages that leads nowhere. */
export const brokenLink: Check = {
  code: "FAROL_RUNBOOK_LINK",
  level: "error",
  title: "A runbook's link that leads nowhere",
  why: "Runbooks refer to each other, page by page and heading by heading, and a heading is soon renamed. Each link of a page is followed to a page of the folders of runbooks, to one of its headings as GitHub names them, or to a file beside it; links to other hosts are not followed.",
  find: ({ pages }) => [...pages.values()].flatMap((page) => inPage(page, pages)),
};

function inPage(page: RunbookPage, pages: RunbookPages): Found[] {
  return page.links.flatMap(({ text, line, column }) => {
    const end = deadEnd(text, pages, page);
    if (end === undefined) return [];
    const { rule, nearest } = end;
    return {
      place: { file: page.file, line, column },
      found: `the link ${text} in ${page.name}`,
      rule,
      ...cureBy(nearest, "Correct the link, or take it out."),
    };
  });
}
