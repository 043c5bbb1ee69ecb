import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkMonitoring, defineStack } from "farol/compile";
import { monitoring } from "../reviews/monitoring.ts";
import { checkMutants } from "./check-mutations.ts";
import { DEFECTS } from "./definition-mutations.ts";

/** Of all mutants, as the share that has to be found. */
const SCORE = 0.99;

describe("the check", () => {
  it("finds no error and nothing doubtful in the reference application's definition", () => {
    const findings = checkMonitoring(monitoring, defineStack());
    assert.deepEqual(
      findings.filter(({ level }) => level !== "note").map(({ code, found }) => `${code}: ${found}`),
      [],
    );
  });

  it("finds what is wrong when any of its alerts has one defect", () => {
    const verdicts = checkMutants(monitoring);
    const unfound = verdicts.filter(({ findings }) => findings.length === 0).map(({ mutant }) => mutant);
    const told = unfound.map(({ defect, change, alert }) => `${alert.name}, ${defect}: ${change}`);
    for (const defect of DEFECTS)
      assert.ok(
        verdicts.some(({ mutant }) => mutant.defect === defect),
        defect,
      );
    assert.ok(1 - unfound.length / verdicts.length >= SCORE, told.join("\n"));
  });
});
