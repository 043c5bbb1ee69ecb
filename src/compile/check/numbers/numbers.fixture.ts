import {
  counter,
  dashboard,
  defineMonitoring,
  external,
  gauge,
  histogram,
  type Monitoring,
  mark,
  promql,
  recording,
  stat,
  timeseries,
} from "../../../define/index.ts";
import { type Expression, unboundedLabel } from "../../../model/index.ts";
import { defineStack } from "../../stack.ts";
import type { Check } from "../check.ts";
import { postAlert } from "../post.fixture.ts";
import { subjectOf } from "../subject.ts";

const help = "For tests.";
const metrics = [
  counter({ name: "hits_total", help, labels: { result: ["hit", "miss"], shop: unboundedLabel } }),
  counter({ name: "errors_total", help }),
  counter({ name: "sent_bytes_total", help }),
  counter({ name: "busy_seconds_total", help }),
  external(counter({ name: "other_total", help })),
  gauge({ name: "waiting", help }),
  gauge({ name: "pool_active", help }),
  gauge({ name: "pool_max", help }),
  gauge({ name: "memory_used_bytes", help }),
  gauge({ name: "memory_total_bytes", help }),
  gauge({ name: "age_seconds", help }),
  gauge({ name: "backup_timestamp_seconds", help }),
  histogram({ name: "wait_seconds", help, labels: { shop: unboundedLabel }, buckets: [0.1, 1, 10] }),
  histogram({ name: "weight", help, buckets: [1, 2] }),
];

const shop = defineMonitoring({ service: "shop", metrics });

/** Where an expression stands. */
type Where = "alert" | "recording" | "timeseries" | "stat" | "mark";

/** Of which of these expressions a check says something; `recorded` are there besides, by name. */
export function foundOf(
  check: Check,
  texts: readonly string[],
  where: Where = "alert",
  recorded: Readonly<Record<string, string>> = {},
): string[] {
  const kept = Object.entries(recorded).map(([name, text]) => recording(name, { expr: written(text) }));
  return texts.filter((text) => {
    const asked = askedBy(written(text), where);
    const monitoring = { ...shop, ...asked, rules: [...kept, ...(asked.rules ?? [])] };
    const found = check.find(subjectOf(monitoring, defineStack(), {}));
    return found.some((one) => /asked/i.test(one.found));
  });
}

/** An expression as somebody writes it who does not use declarations. */
function written(text: string): Expression {
  return { ...promql``, text };
}

function askedBy(expr: Expression, where: Where): Partial<Monitoring> {
  const shown = { title: "asked", description: "", queries: [{ expr, legend: "" }] };
  switch (where) {
    case "alert":
      return { rules: [postAlert({ expr }, "Asked")] };
    case "recording":
      return { rules: [recording("shop:asked:now", { expr })] };
    case "mark":
      return { marks: [mark({ title: "asked", text: "", expr })] };
    default: {
      const panel = where === "stat" ? stat(shown) : timeseries(shown);
      return { dashboards: [dashboard({ id: "asked", title: "asked", description: "", panels: [panel] })] };
    }
  }
}
