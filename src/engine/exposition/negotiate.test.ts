import assert from "node:assert/strict";
import { test } from "node:test";
import { OPENMETRICS_1_0, TEXT_0_0_4 } from "./format.ts";
import { acceptsGzip, negotiateFormat } from "./negotiate.ts";

const PROMETHEUS_2 =
  "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
const PROMETHEUS_3 =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

test("the format is the one that the Accept header likes best", () => {
  const table: [string | undefined, typeof TEXT_0_0_4][] = [
    [undefined, TEXT_0_0_4],
    ["", TEXT_0_0_4],
    ["*/*", TEXT_0_0_4],
    ["text/html,application/xhtml+xml,*/*;q=0.8", TEXT_0_0_4],
    [PROMETHEUS_2, OPENMETRICS_1_0],
    [PROMETHEUS_3, OPENMETRICS_1_0],
    ["application/openmetrics-text", OPENMETRICS_1_0],
    ['Application/OpenMetrics-Text; Version="1.0.0"', OPENMETRICS_1_0],
    ["application/openmetrics-text;version=0.0.1", TEXT_0_0_4],
    ["application/openmetrics-text;version=2.0.0;q=1,text/plain;version=0.0.4;q=0.1", TEXT_0_0_4],
    ["application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.3", TEXT_0_0_4],
    ["text/plain;q=0.5,application/openmetrics-text;q=0.5", TEXT_0_0_4],
    ["application/openmetrics-text;q=0", TEXT_0_0_4],
    ["application/openmetrics-text;q=high,text/plain;q=0.1", TEXT_0_0_4],
    ["application/json", TEXT_0_0_4],
  ];
  for (const [accept, format] of table) assert.equal(negotiateFormat(accept), format, accept);
});

test("gzip is used only where it is accepted", () => {
  const table: [string | undefined, boolean][] = [
    [undefined, false],
    ["", false],
    ["gzip", true],
    ["deflate, gzip;q=0.5", true],
    ["gzip;q=0", false],
    ["*", true],
    ["gzip;q=0, *", false],
    ["br", false],
  ];
  for (const [accept, expected] of table) assert.equal(acceptsGzip(accept), expected, accept);
});
