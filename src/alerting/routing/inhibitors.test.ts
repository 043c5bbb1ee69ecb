import { equal } from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { inhibit } from "../../define/index.ts";
import { inhibitionBy, inhibitorsOf } from "./inhibitors.ts";

const INHIBITIONS = [
  inhibit({ source: { severity: "critical" }, target: { severity: "warning" }, equal: ["db"] }),
  // Some alerts are on both sides of this one.
  inhibit({ source: { name: ["A", "B"] }, target: { name: ["B", "C"] }, equal: [] }),
];

const labels = fc.record(
  {
    name: fc.constantFrom("A", "B", "C", "D"),
    severity: fc.constantFrom("critical", "warning"),
    db: fc.constantFrom("1", "2"),
  },
  { requiredKeys: [] },
);

it("many alerts that are asked about at once are silenced by the same that silence one", () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 4 }), labels, (firing, one) => {
      equal(inhibitionBy(INHIBITIONS, firing)(one), inhibitorsOf(INHIBITIONS, one, firing).length > 0);
    }),
  );
});
