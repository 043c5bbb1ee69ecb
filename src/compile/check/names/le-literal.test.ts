import assert from "node:assert/strict";
import { test } from "node:test";
import { atMost } from "../../../define/index.ts";
import { deliveryDuration, letterSize } from "../post.fixture.ts";
import { foundIn } from "./found.fixture.ts";
import { leLiteral } from "./le-literal.ts";

function mistake(le: string, prometheus = "3.5"): string | undefined {
  const text = `delivery_duration_seconds_bucket{${le}}`;
  const [found] = foundIn(leLiteral, text, {}, { versions: { prometheus } });
  return found?.replace(/^.*?": /, "");
}

test("a bound that no bucket has is told with those beside it", () => {
  assert.match(
    mistake('le="0.3"') ?? "",
    /^no bucket ends at 0\.3: the bounds are .*\. Take 0\.25 or 0\.5\.$/,
  );
  assert.match(mistake('le="20"') ?? "", /Take 10 or \+Inf\.$/);
  assert.match(mistake('le=~"0.5|0.6"') ?? "", /no bucket ends at 0\.6/);
  assert.match(mistake('le!="0.3"') ?? "", /no bucket ends at 0\.3/);
  assert.match(mistake('le=""') ?? "", /no bucket ends at/);
});

test("a whole bound is written in more than one way, and which one depends on the version", () => {
  assert.equal(
    mistake('le="1"'),
    'Prometheus 3.5 writes this bound 1.0, and other versions otherwise. Write le=~"1|1\\\\.0", or atMost(…).',
  );
  assert.match(
    mistake('le="1"', "2.42") ?? "",
    /^Prometheus 2\.42 leaves this bound as it was scraped, 1 or 1\.0/,
  );
  assert.match(mistake('le!="1.0"') ?? "", /Write le!~"1\|1\\\\\.0"/);
  assert.match(mistake('le=~"[0-9]+"') ?? "", /writes this bound 1\.0/);
});

test("what finds a bucket with every version is no mistake", () => {
  const right = [
    'le="0.5"',
    'le="+Inf"',
    'le!="+Inf"',
    'le!=""',
    'le=~"1|1\\\\.0"',
    'le=~".+"',
    'le=~"0\\\\..*"',
  ];
  for (const le of right) assert.equal(mistake(le), undefined, le);
});

test("what atMost writes finds its bucket with every version", () => {
  const all = [deliveryDuration, letterSize].flatMap((metric) =>
    metric.buckets.map((bound) => atMost(metric, bound).text),
  );
  for (const text of all) assert.deepEqual(foundIn(leLiteral, text), [], text);
});

test("buckets are known through recordings too", () => {
  const others = { "le:delivery:sum": "sum by (le) (rate(delivery_duration_seconds_bucket[5m]))" };
  assert.equal(foundIn(leLiteral, 'le:delivery:sum{le="0.3"}', others).length, 1);
  assert.equal(foundIn(leLiteral, 'le:delivery:sum{le="0.5"}', others).length, 0);
});
