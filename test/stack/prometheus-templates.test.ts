import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { needs } from "../needs.ts";
import { ANNOTATIONS } from "./prometheus-templates/annotations.ts";
import { DIRECTIVES } from "./prometheus-templates/directives.ts";
import { EVERYTHING } from "./prometheus-templates/everything.ts";
import { type Input, objections, renderAll } from "./prometheus-templates/promtool-verdict.ts";
import { TEMPLATES } from "./prometheus-templates/random-template.ts";

const VALUES = [
  ...[0, -0, 1, 0.1, 1e-7, 123456789, 1e15, 1e21, 1e308, 0.00001234, -1.5, 59.9, 60, 3600, 86400, 1024],
  ...[1048576, 0.5, 999.95, 2.5, 1700000000.123],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

/** How many random templates are compared, and by which number they are generated. */
const RUNS = Number(process.env.TEMPLATES_DIFFERENTIAL_RUNS ?? 400);
const SEED = Number(process.env.TEMPLATES_DIFFERENTIAL_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe("a template of an alert", needs("promtool"), () => {
  const publicRule = { name: "Public", annotations: named(ANNOTATIONS) };

  it("as public rules have it is rendered as Prometheus renders it, whatever the value", async (t) => {
    const inputs = VALUES.map(labeled);
    t.diagnostic(`${ANNOTATIONS.length} annotations, ${VALUES.length} values`);
    assert.equal(objections(await renderAll([publicRule], inputs)).slice(0, 4000), "");
  });

  it("that we rendered otherwise would be told by promtool", async () => {
    const [right, ...others] = await renderAll([publicRule], VALUES.map(labeled));
    const wrong = { ...right!, texts: { ...right!.texts, t0: `${right!.texts.t0} ` } };
    assert.match(objections([wrong, ...others]), /FAILED/);
  });

  it("is rendered as Prometheus renders it, with one of each thing that it may hold", async () => {
    const sampled = fc.sample(fc.record({ value: NUMBER, a: TEXT }), { numRuns: 60, seed: 42 });
    const inputs = sampled.map(({ value, a }, i) => ({
      labels: { id: String(i), ...(a !== "" && { a }) },
      value,
    }));
    const rule = { name: "Everything", annotations: named(EVERYTHING) };
    assert.equal(objections(await renderAll([rule], inputs)).slice(0, 4000), "");
  });

  it("formats a value of any type by any verb and flags as Prometheus does", async () => {
    const rules = DIRECTIVES.map((annotations, i) => ({
      name: `Printf${i}`,
      annotations: named(annotations),
    }));
    const inputs = [{ labels: { a: "x" }, value: -0.000123456 }];
    assert.equal(objections(await renderAll(rules, inputs)).slice(0, 4000), "");
  });

  it("that nobody thought of is rendered as Prometheus renders it", async (t) => {
    t.diagnostic(`TEMPLATES_DIFFERENTIAL_SEED=${SEED}`);
    const rules = fc
      .sample(TEMPLATES, { numRuns: RUNS, seed: SEED })
      .map((template, i) => ({ name: `Random${i}`, annotations: { template } }));
    const inputs: readonly Input[] = [
      { labels: { a: "x", b: "y z" }, value: 1.5 },
      { labels: { a: 'say "hi" <b>', b: "api" }, value: -1234567.891 },
      { labels: { b: "Ünïcode ✓\n" }, value: Number.NaN },
    ];
    assert.equal(objections(await renderAll(rules, inputs)).slice(0, 4000), "", `seed ${SEED}`);
  });
});

const NUMBER = fc.oneof(
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.double({ noNaN: true }),
  fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -6, max: 6 }))
    .map(([n, e]) => n * 10 ** e),
);
const TEXT = fc.constantFrom("", "x", "plain words", 'say "hi"', "Tab\tand\nline", "Ünïcode ✓");

/** The labels that public rules speak of. */
function labeled(value: number, i: number): Input {
  const job = i % 2 === 0 ? "api" : "db job";
  const severity = ["critical", "warning", "info"][i % 3]!;
  const instance = `node-${i}.example.org:9100`;
  return { labels: { job, severity, instance, handler: "/a<b>", queue: "mail" }, value };
}

function named(templates: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(templates.map((template, i) => [`t${i}`, template]));
}
