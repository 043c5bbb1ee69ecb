import type { Aggregation, Binary } from "../ast.ts";
import type { Query } from "./query.ts";
import { QueryError } from "./query-error.ts";
import { hasAnswer, type Row } from "./value.ts";

/**
 * Native histograms are not read here. Where Prometheus passes over them and says so, they are passed over.
 * @throws QueryError where an answer would have to be made of them
 */
export function refuseHistograms(rows: readonly Pick<Row, "histograms">[]): void {
  if (rows.some(({ histograms }) => histograms?.includes(1))) throw notSupported();
}

function notSupported(): QueryError {
  return new QueryError("native histograms are not supported here; Prometheus can answer it", "unsupported");
}

/** The numbers that an aggregation is made of where there are histograms beside them. */
export function withoutHistograms(rows: readonly Row[], { op, expr }: Aggregation, query: Query): Row[] {
  if (!rows.some(({ histograms }) => histograms !== undefined)) return [...rows];
  if (!PASSING_OVER.includes(op)) refuseHistograms(rows);
  query.annotations.inform(`ignored histogram in ${op} aggregation`, expr.span);
  return numbersOf(rows);
}

/** Histograms are neither greater nor less than a number. */
export function comparable(rows: readonly Row[], { op, span }: Binary, query: Query): readonly Row[] {
  if (!rows.some(({ histograms }) => histograms !== undefined)) return rows;
  query.annotations.inform(
    `incompatible types encountered for binary operator "${op}": histogram ${op} float`,
    span,
  );
  return numbersOf(rows);
}

/**
 * Whether a group's rows can be added up: not where numbers and histograms meet, as nothing can be made of both.
 * @throws QueryError where all are histograms
 */
export function isAddable(rows: number, histograms: number, { expr }: Aggregation, query: Query): boolean {
  if (histograms === 0) return true;
  if (histograms === rows) throw notSupported();
  query.annotations.warn("encountered a mix of histograms and floats for aggregation", expr.span);
  return false;
}

/** How many rows have histograms. */
export function histogramsIn(rows: readonly Row[]): number {
  return rows.filter(({ histograms }) => histograms !== undefined).length;
}

const PASSING_OVER: readonly string[] = ["min", "max", "stddev", "stdvar", "quantile", "topk", "bottomk"];

function numbersOf(rows: readonly Row[]): Row[] {
  return rows.map(({ histograms: _, ...row }) => row).filter(hasAnswer);
}
