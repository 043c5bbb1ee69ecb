import type { ApiFault } from "../api/api-error.ts";
import type { Sample, Yield } from "../api/promql.ts";
import type { Values } from "../charts/line.ts";
import { type Answer, courseOf, type Snapshot, sampleOf } from "./snapshot.ts";
import type { Reading, Stat } from "./stat.ts";

/** What a stat says of a snapshot, with its course; or why it cannot say it. */
export type StatReading =
  | { readonly kind: "read"; readonly reading: Reading; readonly course: Values }
  | { readonly kind: "failed"; readonly fault: ApiFault };

export function statReading(stat: Stat, snapshot: Snapshot): StatReading {
  const course = courseOf(snapshot, stat.course);
  const answers = Object.entries(stat.numbers).map(
    ([name, expr]) => [name, sampleOf(snapshot, expr)] as const,
  );
  const failed = [course, ...answers.map(([, answer]) => answer)].find(({ kind }) => kind === "failed");
  if (failed?.kind === "failed") return { kind: "failed", fault: failed.fault };
  const values = course.kind === "answered" ? (course.value.series[0]?.values ?? []) : [];
  const numbers = Object.fromEntries(answers.map(([name, answer]) => [name, numberOf(answer)]));
  return { kind: "read", reading: stat.read(numbers, values), course: values };
}

function numberOf(answer: Answer<Yield<Sample>>): number | null {
  return answer.kind === "answered" ? (answer.value.series[0]?.value ?? null) : null;
}
