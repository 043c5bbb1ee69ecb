import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { expressions } from "../../src/promql/expr.fixture.ts";
import { parse, pretty, print } from "../../src/promql/index.ts";
import { needs } from "../needs.ts";
import { Prometheus } from "./prometheus.ts";

const V2 = { semantics: "v2" } as const;
/** What is put between the tokens of an expression to break it. */
const DEBRIS = [
  "(",
  ")",
  "{",
  "}",
  "]",
  ",",
  "by",
  "on",
  "group_left",
  "bool",
  "offset",
  "5m",
  "1e3",
  "'q'",
  "foo",
  "sum",
  "rate",
  "-",
  "^",
  "==",
  "=~",
  "and",
  "start",
  "=",
  "# c\n",
  "é",
  "NaN",
  "a:b",
  '"\\x"',
  ".5",
];
/** Characters that are as old as 2.42: what is printable depends on the version of Unicode. */
const TEXT = fc.string({ unit: fc.constantFrom(..."ab \"'`\\\n\t\x07\u00a0äß→😀{}"), maxLength: 6 });
const TOKENS = /\s*(?:"(?:\\.|[^"])*"|[a-zA-Z0-9_:.]+|[^a-zA-Z0-9_:.\s"]+)/gs;

describe("an expression", needs("prometheus"), () => {
  let prometheus: Prometheus;
  before(async () => {
    prometheus = await Prometheus.start([]);
  });
  after(() => prometheus.stop());

  /** What the real program makes of an expression: its form on many lines, or its message. */
  async function theirs(query: string): Promise<string> {
    const response = await fetch(`${prometheus.url}/api/v1/format_query`, {
      method: "POST",
      body: new URLSearchParams({ query }),
    });
    const body = (await response.json()) as { data?: string; error?: string };
    return body.data ?? body.error!.replace('invalid parameter "query": ', "");
  }

  function ours(query: string): string {
    try {
      return pretty(parse(query, V2), V2);
    } catch (error) {
      return (error as Error).message;
    }
  }

  it("is formatted as the real Prometheus formats it", async () => {
    await fc.assert(
      fc.asyncProperty(expressions("v2", TEXT), async (expr) => {
        const query = print(expr, V2);
        // 2.42 forgets `ignoring () group_left ()`, which changes the meaning.
        fc.pre(!query.includes("ignoring () group"));
        assert.equal(ours(query), await theirs(query));
      }),
      { numRuns: 300 },
    );
  });

  it("that is broken is refused in the words of the real Prometheus, at the same place", async () => {
    const broken = fc
      .tuple(
        expressions("v2", TEXT),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...DEBRIS)), { minLength: 1, maxLength: 2 }),
      )
      .map(([expr, changes]) => {
        const tokens: string[] = print(expr, V2).match(TOKENS) ?? [];
        for (const [at, removed, debris] of changes)
          tokens.splice(at % (tokens.length + 1), removed, ` ${debris} `);
        return tokens.join("");
      });
    await fc.assert(
      fc.asyncProperty(broken, async (query) => {
        const message = ours(query);
        // In brackets, 2.42 takes any letter for a colon.
        fc.pre(!message.endsWith("expected ':'") && !message.includes("ignoring () group"));
        // 2.42 has no name for `@`, and writes a number of its own before it.
        assert.equal(message, (await theirs(query)).replace('"<Item 57385>" ', ""));
      }),
      { numRuns: 600 },
    );
  });
});
