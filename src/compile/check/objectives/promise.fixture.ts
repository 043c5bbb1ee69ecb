import { type ObjectiveSpec, objective, runbook, select } from "../../../define/index.ts";
import { letters } from "../post.fixture.ts";

/** An objective of the post office that nothing is wrong with, but for these changes. */
export function promise(changes: Partial<ObjectiveSpec> = {}) {
  return objective({
    name: "bills",
    good: select(letters, { kind: "bill" }),
    total: letters,
    target: 0.99,
    period: "30d",
    lowTraffic: { kind: "atLeast", badEvents: 10 },
    runbook: runbook("RB-902", "Too many letters"),
    dashboard: "post",
    ...changes,
  } as ObjectiveSpec);
}
