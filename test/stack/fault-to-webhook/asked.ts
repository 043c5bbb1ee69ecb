import type { Labels } from "farol/model";
import { until } from "../../until.ts";
import type { Prometheus } from "../prometheus.ts";

interface Answers<T> {
  readonly result: readonly ({ readonly metric: Labels } & T)[];
}
type Sample = readonly [seconds: number, value: string];

/** Resolves when an expression has one answer, and it is this. */
export async function untilIs(prometheus: Prometheus, query: string, wanted: number): Promise<void> {
  await until(`${query} to be ${wanted}`, async () => {
    const { result } = await prometheus.get<Answers<{ value: Sample }>>("query", { query });
    return (result.length === 1 && Number(result[0]!.value[1]) === wanted) || undefined;
  });
}

/** Resolves when Prometheus has evaluated every rule, and none with an error. */
export async function untilEvaluated(prometheus: Prometheus): Promise<void> {
  await until("every rule to be evaluated", async () => {
    const { groups } = await prometheus.get<{ groups: { rules: { health: string }[] }[] }>("rules");
    const rules = groups.flatMap((group) => group.rules);
    return (rules.length > 0 && rules.every(({ health }) => health === "ok")) || undefined;
  });
}

/** The names of the alerts that fire in Prometheus, in their alphabet. */
export async function firing(prometheus: Prometheus): Promise<string[]> {
  const { alerts } = await prometheus.get<{ alerts: { state: string; labels: Labels }[] }>("alerts");
  const names = alerts.filter(({ state }) => state === "firing").map(({ labels }) => labels.alertname!);
  return [...new Set(names)].sort();
}

/** The states that an alert went through in the last minutes. */
export async function statesOf(prometheus: Prometheus, alertname: string): Promise<string[]> {
  const query = `ALERTS{alertname="${alertname}"}[5m]`;
  const { result } = await prometheus.get<Answers<{ values: Sample[] }>>("query", { query });
  const inOrder = result.toSorted((a, b) => a.values[0]![0] - b.values[0]![0]);
  return inOrder.map(({ metric }) => metric.alertstate!);
}
