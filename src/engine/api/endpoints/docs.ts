import { docsHtml } from "../docs-html.ts";
import type { Endpoint } from "../endpoint.ts";
import { openApi } from "../openapi.ts";

/** The OpenAPI document of all endpoints, itself among them. */
export function openApiDocument(endpoints: () => readonly Endpoint[]): Endpoint {
  return {
    path: "/api/v1/monitoring/openapi.json",
    summary: "This API as an OpenAPI 3.1 document",
    method: "GET",
    access: "reading",
    parameters: {},
    responses: { 200: { description: "The document.", content: { "application/json": { type: "object" } } } },
    problems: [],
    handle: async ({ farolVersion }) => {
      const body = JSON.stringify(openApi(endpoints(), farolVersion));
      return { status: 200, contentType: "application/json", body };
    },
  };
}

/** The same for people. */
export function docsPage(endpoints: () => readonly Endpoint[]): Endpoint {
  return {
    path: "/api/v1/monitoring/docs",
    summary: "This API as a page to read",
    method: "GET",
    access: "reading",
    parameters: {},
    responses: { 200: { description: "The page.", content: { "text/html": { type: "string" } } } },
    problems: [],
    handle: async ({ farolVersion }) => {
      return {
        status: 200,
        contentType: "text/html; charset=utf-8",
        body: docsHtml(endpoints(), farolVersion),
      };
    },
  };
}
