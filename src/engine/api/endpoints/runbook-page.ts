import type { Endpoint } from "../endpoint.ts";
import { pathText } from "../parameter.ts";
import { Problem } from "../problem.ts";
import { readRunbook, runbookFiles } from "../runbooks.ts";

/** What alerts link to. Only names that a folder of runbooks lists are read, so that no address leads out of it. */
export const runbookPage: Endpoint = {
  path: "/runbooks/{page}",
  summary: "One runbook, as Markdown",
  method: "GET",
  access: "reading",
  parameters: { page: pathText("Its name, such as `RB-001-incident-response.md`.") },
  responses: { 200: { description: "Its text.", content: { "text/plain": { type: "string" } } } },
  problems: ["FAROL_NO_SUCH_PAGE"],
  handle: async ({ runbooks }, given) => {
    const name = given.get("page");
    const files = await runbookFiles(runbooks);
    const file = files.find((one) => one.name === name);
    if (file === undefined) {
      const there = files.map((one) => one.name).join(", ") || "none";
      throw new Problem("FAROL_NO_SUCH_PAGE", `There is no runbook ${name}; there are ${there}`);
    }
    return { status: 200, contentType: "text/plain; charset=utf-8", body: await readRunbook(file) };
  },
};
