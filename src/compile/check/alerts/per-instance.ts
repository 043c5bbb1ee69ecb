import { type Expr, presenceOf, walk } from "../../../promql/index.ts";
import type { Check } from "../check.ts";

/** Labels that tell copies of a service apart. */
const COPIES: readonly string[] = ["instance", "pod"];

/** An alert that fires once for each copy of a service, and does not say that it shall. */
export const perInstance: Check = {
  code: "FAROL_ALERT_PER_INSTANCE",
  level: "warning",
  title: "An alert for each copy of a service",
  why: "Prometheus adds `instance` to every series that it scrapes, and Kubernetes `pod`. An expression that keeps them fires once for each copy of the service, and clears and fires anew with each deployment, since the copies then have other names. Aggregate by what the alert is about, as in `max by (pool) (…)`. Where each copy shall alert for itself, say so: `max by (instance) (…)`.",
  find: ({ uses, labelsOf }) =>
    uses.flatMap(({ origin, tree, what, expression }) => {
      if (origin.kind !== "alert") return [];
      const said = labelsSaid(tree);
      const kept = COPIES.filter(
        (label) => presenceOf(labelsOf(origin.alert), label) === "always" && !said.has(label),
      );
      if (kept.length === 0) return [];
      return [
        {
          place: expression.place,
          found: `${kept.join(" and ")} among the labels of ${what}`,
          rule: "an alert that does not say so is not about each copy of a service",
          cure: `Aggregate by what it is about, or say \`by (${kept.join(", ")})\`.`,
        },
      ];
    }),
};

/** Every label that some aggregation is by. */
function labelsSaid(tree: Expr): ReadonlySet<string> {
  const said = new Set<string>();
  walk(tree, (node) => {
    if (node.kind === "aggregation" && !node.without) for (const label of node.labels) said.add(label);
  });
  return said;
}
