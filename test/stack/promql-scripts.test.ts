import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Load, parseScript, type ScriptCase } from "../../src/promql/script/parse-script.ts";
import { needs } from "../needs.ts";
import { SCRIPTS } from "../promql-scripts.ts";
import { readerOf, type Sample, type WholeSeries } from "../series-in-memory.ts";
import { Prometheus } from "./prometheus.ts";
import { difference, type Question } from "./promql-differential/difference.ts";
import { remoteWrite } from "./promql-differential/remote-write.ts";

function seriesOf({ series, stepMs }: Load): WholeSeries[] {
  return series.map(({ metric: { __name__: name = "", ...labels }, points }) => ({
    ...{ name, labels },
    samples: points.flatMap((point, i): Sample[] =>
      typeof point === "number" || point === "stale" ? [[i * stepMs, point]] : [],
    ),
  }));
}

function questionOf({ expr, times }: ScriptCase): Question {
  return times.kind === "instant"
    ? { expr, atMs: times.atMs }
    : { expr, startMs: times.startMs, endMs: times.endMs, stepMs: times.stepMs };
}

// That the answers are those that the scripts expect is tested beside them: here, that a real Prometheus has the same.
describe("a script of our own that is true of 2.42", needs("prometheus"), () => {
  for (const { path, text } of SCRIPTS.filter(({ semantics }) => semantics.includes("v2"))) {
    it(`is answered by it as by Farol: ${path}`, async (t) => {
      const commands = parseScript(text);
      const series = commands.flatMap((command) => (command.kind === "load" ? seriesOf(command) : []));
      const prometheus = await Prometheus.start([], [], ["--web.enable-remote-write-receiver"]);
      t.after(() => prometheus.stop());
      await remoteWrite(prometheus.url, series);
      const reader = readerOf(series);
      for (const command of commands) {
        assert.notEqual(command.kind, "clear", "a Prometheus forgets nothing");
        if (command.kind !== "case") continue;
        const found = await difference(questionOf(command), prometheus.url, reader);
        assert.equal(found, undefined, `line ${command.line}: ${command.expr}`);
      }
    });
  }
});
