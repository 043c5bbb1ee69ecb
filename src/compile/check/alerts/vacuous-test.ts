import { type AlertRule, type AlertTest, FarolError } from "../../../model/index.ts";
import { selectorsOf } from "../../../promql/index.ts";
import { whyItCannotFail } from "../../targets/promtool/can-fail.ts";
import { testsOf } from "../../tests-of.ts";
import type { Check, Found } from "../check.ts";

/** A test of an alert that would pass whatever the alert says. */
export const vacuousTest: Check = {
  code: "FAROL_ALERT_TEST",
  level: "error",
  title: "A test that cannot fail",
  why: "A test is worth what it refuses. One without input, one that expects nothing, one that expects silence before there is a sample or before `for` can be over, and one that says `fires` but expects no alert, pass with every expression. `alertTests` writes tests that can fail. Series that the alert does not read are found by a check of their own.",
  find: ({ uses }) =>
    uses.flatMap(({ origin, tree }) => {
      if (origin.kind !== "alert") return [];
      const readsSeries = selectorsOf(tree).length > 0;
      return testsOf(origin.alert).flatMap((test) => inTest(origin.alert, test, readsSeries));
    }),
};

function inTest(alert: AlertRule, test: AlertTest, readsSeries: boolean): Found[] {
  const place = test.place;
  const found = `test "${test.name}" of alert "${alert.name}"`;
  try {
    const reason = whyItCannotFail(alert, test, readsSeries);
    const rule = `a test can fail, and shows what it says: ${reason}`;
    const cure = "Mend the test's input, its moments, or what it says that it shows.";
    return reason === undefined ? [] : [{ place, found, rule, cure }];
  } catch (error) {
    // a length of time that is none
    if (!(error instanceof FarolError)) throw error;
    return [
      { place, found: `${error.fault.found} in ${found}`, rule: error.fault.rule, cure: error.fault.cure },
    ];
  }
}
