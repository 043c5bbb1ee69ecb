import type { Endpoint } from "./endpoint.ts";
import { html, htmlPage } from "./html-page.ts";
import { problemsOf } from "./openapi.ts";
import { PROBLEMS } from "./problem.ts";

/** The API as one page that loads nothing else. */
export function docsHtml(endpoints: readonly Endpoint[], farolVersion: string): string {
  return htmlPage(
    "Farol monitoring API",
    `<h1>Farol monitoring API <small>${html(farolVersion)}</small></h1>
<p>Times are unix milliseconds, values are in the metric's own unit. The same as
<a href="openapi.json">OpenAPI 3.1</a>.</p>
<p>Below <code>/farol/prometheus/api/v1/</code> is Prometheus' own HTTP API, as
<code>prometheus.io/docs/prometheus/latest/querying/api</code> describes it: what Grafana takes
<code>/farol/prometheus</code> for is a Prometheus.</p>
<nav><ul>${endpoints.map(navigation).join("")}</ul></nav>
${endpoints.map(section).join("\n")}
<h2>Problems</h2>
<p>What cannot be answered is told as <code>application/problem+json</code>; <code>detail</code> says what to mend.</p>
<table><thead><tr><th>code</th><th>status</th><th>title</th></tr></thead><tbody>
${Object.entries(PROBLEMS).map(problemRow).join("\n")}
</tbody></table>`,
  );
}

function navigation(endpoint: Endpoint): string {
  return `<li><a href="#${anchor(endpoint)}"><code>${nameOf(endpoint)}</code></a></li>`;
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${html(path)}`;
}

function anchor({ method, path }: Endpoint): string {
  return method === "GET" ? html(path) : `${method}-${html(path)}`;
}

const WHO = {
  open: "Open to everyone.",
  reading: "Needs the token from other machines.",
  writing: "Needs the token.",
} as const;

function section(endpoint: Endpoint): string {
  const { summary, access, parameters, body, responses } = endpoint;
  const rows = Object.entries(parameters).map(
    ([name, { in: place, description, schema }]) =>
      `<tr><td><code>${html(name)}</code></td><td>${place}</td><td>${prose(description)}${preset(schema)}</td></tr>`,
  );
  const table = `<table><thead><tr><th>parameter</th><th>in</th><th></th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return `<section id="${anchor(endpoint)}">
<h2><code>${nameOf(endpoint)}</code></h2>
<p>${prose(summary)}. ${WHO[access]}</p>
${rows.length > 0 ? table : ""}
${body === undefined ? "" : answer("Body", "", { "application/json": body.json })}
${Object.entries(responses)
  .map(([status, { description, content }]) => answer(status, description, content))
  .join("\n")}
<p>Problems: ${problemsOf(endpoint)
    .map((code) => `<a href="#${code}">${code}</a>`)
    .join(", ")}</p>
</section>`;
}

function answer(status: string, description: string, content: Readonly<Record<string, unknown>>): string {
  const shapes = Object.entries(content).map(
    ([type, schema]) =>
      `<details><summary><code>${html(type)}</code></summary><pre>${html(JSON.stringify(schema, null, 2))}</pre></details>`,
  );
  return `<p><b>${status}</b> ${prose(description)}</p>${shapes.join("")}`;
}

function problemRow([code, { status, title }]: [string, { status: number; title: string }]): string {
  return `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${html(title)}</td></tr>`;
}

function preset({ default: value }: Readonly<Record<string, unknown>>): string {
  return value === undefined ? "" : ` Default: <code>${html(String(value))}</code>.`;
}

/** Text in which backquotes mark code. */
function prose(text: string): string {
  return html(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
