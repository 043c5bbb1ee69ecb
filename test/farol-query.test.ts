import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));

/** A question as the server got it. */
interface Got {
  readonly path: string;
  readonly token: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** A server that has the API below `root`, answers every query so, and keeps what it was asked. */
async function serverOf(
  t: TestContext,
  { root = "/", status = 200, envelope }: { root?: string; status?: number; envelope: unknown },
): Promise<{ readonly url: string; readonly got: readonly Got[] }> {
  const got: Got[] = [];
  const answerOf = async (request: IncomingMessage): Promise<[number, unknown]> => {
    if (request.url === `${root}api/v1/status/buildinfo`)
      return [200, { status: "success", data: { version: "2.42.0" } }];
    if (!request.url!.startsWith(`${root}api/v1/query`)) return [404, "404 page not found"];
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    got.push({ path: request.url!, token: request.headers.authorization, form });
    return [status, envelope];
  };
  const server = createServer(async (request, response) => {
    const [code, body] = await answerOf(request);
    response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

async function query(...args: readonly string[]) {
  const env = { ...process.env, FAROL_TOKEN: undefined };
  const child = spawn(process.execPath, [MAIN, "query", ...args], { env });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code: code as number, out, err };
}

const success = (data: object, more: object = {}) => ({ status: "success", data, ...more });

describe("farol query", () => {
  it("prints a vector as a table, with a column for each label", async (t) => {
    const result = [
      { metric: { __name__: "up", job: "reviews" }, value: [1700000000, "1"] },
      { metric: { __name__: "up", instance: "b:9090", job: "prometheus" }, value: [1700000000, "0.25"] },
    ];
    const { url } = await serverOf(t, { envelope: success({ resultType: "vector", result }) });
    assert.deepEqual(await query("up", "--url", url), {
      code: 0,
      err: "",
      out: [
        "metric  instance  job         value",
        "up                reviews         1",
        "up      b:9090    prometheus   0.25",
        "",
      ].join("\n"),
    });
  });

  it("prints a range as a line for each series, with gaps where there is nothing", async (t) => {
    const points = [0, 1, 2, 3, 5, 6, 7].map((i) => [1700000000 + i * 10, String(i)]);
    const result = [
      { metric: { job: "a" }, values: points },
      { metric: { job: "b" }, values: [[1700000030, "+Inf"]] },
    ];
    const { url, got } = await serverOf(t, { envelope: success({ resultType: "matrix", result }) });
    const { code, out } = await query(
      ...["x", "--range", "70s", "--step", "10s", "--at", "1700000070", "--url", url],
    );
    assert.equal(code, 0);
    assert.deepEqual(out.split("\n"), [
      "series               min  max  last",
      '{job="a"}  ▁▂▃▄ ▆▇█    0    7     7',
      '{job="b"}            Inf  Inf   Inf',
      "",
    ]);
    assert.deepEqual(got, [
      {
        path: "/api/v1/query_range",
        token: undefined,
        form: { query: "x", start: "1700000000", end: "1700000070", step: "10" },
      },
    ]);
  });

  it("takes a sixtieth of the range for its step where none is named", async (t) => {
    const { url, got } = await serverOf(t, { envelope: success({ resultType: "matrix", result: [] }) });
    assert.equal((await query("x", "--range", "1h", "--url", url)).out, "No series.\n");
    const { start, end, step } = got[0]!.form;
    assert.equal(step, "60");
    assert.equal(Math.round(Number(end) - Number(start)), 3600);
  });

  it("asks at a time that is written in RFC 3339, with the token, at Farol's own place first", async (t) => {
    const envelope = success({ resultType: "scalar", result: [1700000000, "2.5"] });
    const { url, got } = await serverOf(t, { root: "/farol/prometheus/", envelope });
    const { out } = await query(
      ...["1 + 1.5", "--at", "2023-11-14T22:13:20Z", "--token", "abc", "--url", url],
    );
    assert.equal(out, "2.5\n");
    assert.deepEqual(got, [
      {
        path: "/farol/prometheus/api/v1/query",
        token: "Bearer abc",
        form: { query: "1 + 1.5", time: "1700000000" },
      },
    ]);
  });

  it("points at the place of a mistake, in the server's words", async (t) => {
    const error = 'invalid parameter "query": 2:10: parse error: unexpected identifier "bar"';
    const envelope = { status: "error", errorType: "bad_data", error };
    const { url } = await serverOf(t, { status: 400, envelope });
    assert.deepEqual(await query('sum(\n  "ää" bar)', "--url", url), {
      code: 1,
      out: "",
      err: `${error}\n\n    "ää" bar)\n         ^\n`,
    });
  });

  it("shows the whole expression where the server names no place", async (t) => {
    const envelope = { status: "error", errorType: "execution", error: "it takes too long" };
    const { url } = await serverOf(t, { status: 422, envelope });
    const { code, err } = await query("up", "--url", url);
    assert.deepEqual({ code, err }, { code: 1, err: "it takes too long\n\n  up\n" });
  });

  it("tells warnings on stderr, and prints the answer as it came when asked for JSON", async (t) => {
    const envelope = success(
      { resultType: "string", result: [1700000000, "a\nb"] },
      { warnings: ["PromQL warning: odd"] },
    );
    const { url } = await serverOf(t, { envelope });
    assert.deepEqual(await query('"a"', "--url", url), {
      code: 0,
      out: "a\nb\n",
      err: "PromQL warning: odd\n",
    });
    assert.deepEqual(JSON.parse((await query('"a"', "--json", "--url", url)).out), envelope);
  });

  it("says that a token is needed in the service's words", async (t) => {
    const server = createServer((_, response) => {
      const problem = { title: "A token is needed", status: 401, detail: "From another machine it is." };
      response.writeHead(401, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, err } = await query("up", "--url", url);
    assert.deepEqual(
      { code, err },
      { code: 1, err: `${url} answers 401, A token is needed. From another machine it is.\n` },
    );
  });

  it("says when nobody answers, and when who answers knows no PromQL", async (t) => {
    const nobody = await query("up", "--url", "http://127.0.0.1:1");
    assert.equal(nobody.code, 1);
    assert.match(nobody.err, /^http:\/\/127\.0\.0\.1:1 does not answer \(/);
    const { url } = await serverOf(t, { root: "/elsewhere/", envelope: {} });
    const other = await query("up", "--url", url);
    assert.deepEqual(
      { code: other.code, err: other.err },
      { code: 1, err: `There is no API of Prometheus at ${url}/. Is --url the address of the service?\n` },
    );
  });

  for (const [what, args, message] of [
    ["no expression", [], /^Say what to ask/],
    ["an expression without quotes", ["sum", "by"], /^The expression needs quotes: "by" stands outside/],
    ["a step without a range", ["up", "--step", "5s"], /^--step is of a range/],
    ["a range that is none", ["up", "--range", "5"], /^--range: /],
    ["a range of nothing", ["up", "--range", "0s"], /^--range 0s is no time at all/],
    ["a time that is none", ["up", "--at", "soon"], /^--at soon is no time/],
    ["an address that is none", ["up", "--url", "localhost"], /^--url localhost is no address/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, err } = await query(...args);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});
