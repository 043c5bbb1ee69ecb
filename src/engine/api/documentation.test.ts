import assert from "node:assert/strict";
import { test } from "node:test";
import { alertingEngine } from "./alerting-engine.fixture.ts";
import { ENDPOINTS } from "./endpoints/index.ts";
import { PROBLEMS } from "./problem.ts";
import { API, engineFor } from "./test-engine.fixture.ts";

type Schema = Readonly<Record<string, unknown>>;

/** As much of JSON Schema as api/schema.ts writes. */
function fits(schema: Schema, value: unknown): boolean {
  if (Array.isArray(schema.anyOf)) return schema.anyOf.some((one) => fits(one, value));
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case undefined:
      return true;
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value) && value.every((item, i) => fits(itemSchema(schema, i), item));
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value) && fieldsFit(schema, value);
    default:
      return typeof value === schema.type;
  }
}

function itemSchema(schema: Schema, index: number): Schema {
  return (schema.items ?? (schema.prefixItems as Schema[])[index]) as Schema;
}

function fieldsFit(schema: Schema, value: object): boolean {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const rest = schema.additionalProperties;
  const required = (schema.required ?? []) as string[];
  return (
    required.every((name) => name in value) &&
    Object.entries(value).every(([name, field]) => {
      const shape = properties[name] ?? rest;
      return shape !== false && (shape === undefined || fits(shape as Schema, field));
    })
  );
}

/** Ways to ask for a path that has more than one. */
function queriesOf(path: string): readonly string[] {
  if (path.includes("{name}")) return ["", "?view=rate", "?view=quantiles&by="];
  return path.endsWith("/alerts") ? ["", "?state=pending", "?state=history"] : [""];
}

function exampleOf(path: string): string {
  return path.replace("{name}", "h").replace("{page}", "RB-001-incident-response.md");
}

test("every documented path answers as it is documented, and every routed path is documented", async (t) => {
  const runbooks = [new URL("../../../docs/runbooks/", import.meta.url).href];
  const { slab, ask, command, evaluate, queue } = await alertingEngine(t, {}, { runbooks });
  slab.single({ name: "h", type: "histogram", buckets: [1], labels: ["method", "endpoint"] }, "GET", "/");
  queue("mail")[0] = 200;
  await evaluate();
  const [alert] = (await ask(`${API}/alerts`)).json.items;
  await command(`${API}/alerts/${alert.id}/resolve`, { author: "ana", note: "so" });
  queue("web")[0] = 200;
  await evaluate();
  await command(`${API}/silences`, { matchers: ["a=b"], duration: "1h", author: "ana", reason: "so" });
  const { paths } = (await ask(`${API}/openapi.json`)).json;
  const documented = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(documented.sort(), ENDPOINTS.map(({ method, path }) => `${method} ${path}`).sort());
  for (const [path, { get }] of Object.entries<{ get?: { responses: Record<string, { content: object }> } }>(
    paths,
  )) {
    if (get === undefined) continue;
    for (const query of queriesOf(path)) {
      const { status, headers, json } = await ask(exampleOf(path) + query);
      assert.equal(status, 200, path);
      const [type] = headers["content-type"]!.split(";");
      const content = get.responses[200]!.content as Record<string, { schema: Schema }>;
      assert.ok(type! in content, `${path}: ${type}`);
      if (type === "application/json")
        assert.ok(fits(content[type]!.schema, json), `${path}${query}: ${JSON.stringify(json)}`);
    }
  }
});

test("every problem is explained on the page that its type leads to", async (t) => {
  const { ask } = await engineFor(t);
  const { text } = await ask(`${API}/docs`);
  for (const code of Object.keys(PROBLEMS)) assert.ok(text.includes(`id="${code}"`), code);
  const { json } = await ask(`${API}/nothing`);
  assert.equal(json.type, `${API}/docs#FAROL_NO_SUCH_PAGE`);
});

test("the page names every endpoint and loads nothing from anywhere", async (t) => {
  const { ask } = await engineFor(t);
  const { text, headers } = await ask(`${API}/docs`);
  assert.equal(headers["content-type"], "text/html; charset=utf-8");
  for (const { method, path } of ENDPOINTS) assert.ok(text.includes(`${method} ${path}`), path);
  assert.doesNotMatch(text, /<(script|link|img|iframe)|https?:|url\(|@import/);
});
