import type { ApiFault } from "../api/api-error.ts";
import type { Labels } from "../api/promql.ts";
import { type ColumnId, ENDPOINT_COLUMNS } from "./endpoint-columns.ts";
import { type Snapshot, sampleOf } from "./snapshot.ts";

/** One endpoint over the window; null where there is no number. */
export interface EndpointRow extends Readonly<Record<ColumnId, number | null>> {
  readonly method: string;
  readonly endpoint: string;
}

export type EndpointTable =
  /** With what Prometheus warned of. */
  | { readonly kind: "rows"; readonly rows: readonly EndpointRow[]; readonly notes: readonly string[] }
  | { readonly kind: "failed"; readonly fault: ApiFault };

/** What an endpoint has in columns that name it not: where there is no series of errors, there were none. */
const WITHOUT_NUMBERS = {
  requests: null,
  rate: null,
  serverErrors: 0,
  clientErrors: 0,
  p50: null,
  p95: null,
  p99: null,
} as const;

/** The endpoints that any column has a number of. */
export function endpointTable(snapshot: Snapshot): EndpointTable {
  const answers = ENDPOINT_COLUMNS.map(({ id, expr }) => ({ id, answer: sampleOf(snapshot, expr) }));
  const failed = answers.find(({ answer }) => answer.kind === "failed")?.answer;
  if (failed?.kind === "failed") return { kind: "failed", fault: failed.fault };
  const known = answers.flatMap(({ id, answer }) =>
    answer.kind === "answered" ? [{ id, ...answer.value }] : [],
  );
  const cells = known.flatMap(({ id, series }) => series.map((sample) => ({ id, ...sample })));
  const rows = Map.groupBy(cells, ({ labels }) => keyOf(labels))
    .values()
    .map((group): EndpointRow => {
      const { method = "", endpoint = "" } = group[0]!.labels;
      const numbers = Object.fromEntries(group.map(({ id, value }) => [id, value]));
      return { method, endpoint, ...WITHOUT_NUMBERS, ...numbers };
    });
  return { kind: "rows", rows: [...rows], notes: [...new Set(known.flatMap(({ notes }) => notes))] };
}

function keyOf({ method, endpoint }: Labels): string {
  return JSON.stringify([method, endpoint]);
}
