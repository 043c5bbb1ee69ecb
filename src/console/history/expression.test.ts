import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { filledIn, metricsOf } from "./expression.ts";

const window = { startMs: 0, endMs: 1_000_000, newestMs: 900_500, stepMs: 5000, rateWindowMs: 60_000 };

describe("an expression as it is asked", () => {
  it("looks back as far as the window says", () => {
    assert.equal(
      filledIn("rate(a{$service}[$__rate_interval]) / increase(a{$service}[$__range])", window, ""),
      "rate(a{}[60s]) / increase(a{}[900500ms])",
    );
  });

  it("picks the service's series, whatever it is called", () => {
    const matcher = 'service="$& $1 \\"x\\""';
    assert.equal(filledIn('a{b=~"5..",$service}', window, matcher), `a{b=~"5..",${matcher}}`);
    assert.equal(filledIn('a{b=~"5..",$service}', window, ""), 'a{b=~"5..",}');
  });
});

test("the metrics of an expression are those of its selectors, by their family, each once", () => {
  const expr =
    'sum by (le) (rate(a_seconds_bucket{$service}[1m])) / max(b:c{d="5"}) + a_seconds_count{} or x_total{}';
  assert.deepEqual(metricsOf(expr), ["a_seconds", "b:c", "x_total"]);
});
