import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { defineMonitoring } from "../../../define/index.ts";
import type { Routing } from "../../../model/index.ts";
import { aRoutedMonitoring, aStandardRouting } from "../../routing/standard.fixture.ts";
import type { Finding } from "../finding.ts";
import { DEFECTS, SECRET_FILES } from "./defects.fixture.ts";
import { EXAMPLES } from "./examples.fixture.ts";
import { checkRouting } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "farol-secrets-"));
for (const file of SECRET_FILES) writeFileSync(join(folder, file), "secret");
after(() => rmSync(folder, { recursive: true }));

function findings(routing: Routing): Finding[] {
  const labelsOf = () => new Set(["endpoint"]);
  return checkRouting(aRoutedMonitoring(routing), { labelsOf, secretsFolder: folder });
}

function codes(routing: Routing): string[] {
  return [...new Set(findings(routing).map(({ code }) => code))];
}

for (const [code, { fails, passes }] of Object.entries(EXAMPLES)) {
  it(`${code} is found where it is, and nothing where it is not`, () => {
    for (const routing of fails) assert.deepEqual(codes(routing), [code]);
    for (const routing of passes) assert.deepEqual(codes(routing), []);
  });
}

describe("the standard routing", () => {
  it("has no findings", () => assert.deepEqual(codes(aStandardRouting()), []));

  for (const { name, code, routing } of DEFECTS) {
    it(`with ${name} has one`, () => assert.ok(codes(routing).includes(code), codes(routing).join()));
  }
});

it("what may be is not found where an alert's labels are not known", () => {
  const doubtful = EXAMPLES.FAROL_GROUP_LABEL?.fails[0];
  assert.deepEqual(checkRouting(aRoutedMonitoring(doubtful)), []);
});

it("a finding tells where it is, and the nearest name that there is", () => {
  const [watchdog] = findings(EXAMPLES.FAROL_MATCHER_UNMATCHED!.fails[0]!);
  assert.equal(watchdog?.nearest, "Watchdog");
  assert.match(watchdog?.place.file ?? "", /examples\.fixture\.ts$/);
  const [label] = findings(EXAMPLES.FAROL_MATCHER_UNMATCHED!.fails[1]!);
  assert.equal(label?.nearest, "endpoint");
  const [template] = findings(EXAMPLES.FAROL_TEMPLATE_UNDEFINED!.fails[0]!);
  assert.equal(template?.nearest, "farol.slack");
});

it("without a routing there is nothing to find", () => {
  assert.deepEqual(checkRouting(defineMonitoring({ service: "reviews" })), []);
});
