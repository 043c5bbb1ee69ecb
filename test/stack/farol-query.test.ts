import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { farol } from "../farol-program.ts";
import { needs } from "../needs.ts";
import { Prometheus } from "./prometheus.ts";
import { remoteWrite } from "./promql-differential/remote-write.ts";

describe("farol query", needs("prometheus"), () => {
  let prometheus: Prometheus;
  before(async () => {
    prometheus = await Prometheus.start([], [], ["--web.enable-remote-write-receiver"]);
    const samples = [0, 1, 2, 3, 4].map((i) => [i * 60_000, i * 60] as const);
    await remoteWrite(prometheus.url, [
      { name: "requests_total", labels: { path: "/a" }, samples },
      { name: "requests_total", labels: { path: "/b" }, samples: samples.slice(0, 2) },
    ]);
  });
  after(() => prometheus.stop());

  const query = (...args: readonly string[]) => farol(".", ["query", ...args, "--url", prometheus.url]);

  it("shows what a real Prometheus answers at one time", () => {
    assert.deepEqual(query("requests_total", "--at", "60"), {
      code: 0,
      err: "",
      out: [
        "metric          path  value",
        "requests_total  /a       60",
        "requests_total  /b       60",
        "",
      ].join("\n"),
    });
  });

  it("shows what it answers over time", () => {
    const { out } = query("requests_total", "--range", "8m", "--step", "1m", "--at", "480");
    assert.deepEqual(out.split("\n"), [
      "series                                min  max  last",
      'requests_total{path="/a"}  ▁▃▅▆█████    0  240   240',
      'requests_total{path="/b"}  ▁██████      0   60    60',
      "",
    ]);
  });

  it("shows the samples of a range vector", () => {
    const { out } = query('requests_total{path="/b"}[5m]', "--at", "120");
    assert.match(out, /\nrequests_total\{path="\/b"\} {2}▁█ {4}0 {3}60 {4}60\n$/);
  });

  it("points at what it refuses", () => {
    const { code, err } = query("sum(requests_total) bar");
    assert.equal(code, 1);
    assert.match(
      err,
      /1:21: parse error: unexpected identifier "bar"\n\n {2}sum\(requests_total\) bar\n {22}\^\n$/,
    );
  });

  it("tells what it cannot compute", () => {
    const { code, err } = query("requests_total * on() requests_total", "--at", "60");
    assert.equal(code, 1);
    assert.match(err, /many-to-many matching not allowed/);
  });

  it("hands its answer on as JSON", () => {
    const { code, out } = query("1 + 1", "--json", "--at", "60");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      status: "success",
      data: { resultType: "scalar", result: [60, "2"] },
    });
  });
});
