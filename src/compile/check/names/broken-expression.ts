import type { Check } from "../check.ts";

/** An expression that no Prometheus reads. */
export const brokenExpression: Check = {
  code: "FAROL_PROMQL",
  level: "error",
  title: "An expression that Prometheus refuses",
  why: "The message is Prometheus' own, with line and column within the expression. Prometheus refuses the whole file of a rule that it cannot read, and Grafana shows a panel's error in place of the panel. What reads a recording like this is not known any further, so other checks may find more once it is mended.",
  find: ({ broken }) =>
    broken.map(({ what, expression, error }) => ({
      place: expression.place,
      found: `the expression of ${what}`,
      rule: error.fault.rule,
      cure: error.fault.cure,
    })),
};
