import type { Endpoint } from "../endpoint.ts";
import { html, htmlPage } from "../html-page.ts";
import { readRunbook, runbookFiles } from "../runbooks.ts";

/** Every runbook, with a link to it. */
export const runbookList: Endpoint = {
  path: "/runbooks/",
  summary: "The runbooks that alerts lead to, as a page to read",
  method: "GET",
  access: "reading",
  parameters: {},
  responses: { 200: { description: "Their list.", content: { "text/html": { type: "string" } } } },
  problems: [],
  handle: async ({ runbooks, service }) => {
    const files = await runbookFiles(runbooks);
    const items = await Promise.all(
      files.map(async (file) => {
        const title = /^# (.+)$/m.exec(await readRunbook(file))?.[1] ?? file.name;
        return `<li><a href="${encodeURIComponent(file.name)}">${html(title)}</a></li>`;
      }),
    );
    const body = `<h1>Runbooks <small>${html(service)}</small></h1>\n<ul>${items.join("\n")}</ul>`;
    return { status: 200, contentType: "text/html; charset=utf-8", body: htmlPage("Runbooks", body) };
  },
};
