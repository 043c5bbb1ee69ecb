import type { Family, Matcher } from "../../model/index.ts";
import { type Column, type History, quantileColumn, type Steps } from "../query/index.ts";
import { Problem } from "./problem.ts";

/** Ticks that a rate looks back at least: fewer hold too few samples. */
const RATE_TICKS = 4;

export interface ColumnsQuestion {
  readonly family: Family;
  readonly view: "value" | "rate" | "quantiles";
  readonly matchers: readonly Matcher[];
  readonly by: readonly string[] | undefined;
  readonly quantiles: readonly number[];
  readonly steps: Steps;
  readonly tickMs: number;
}

/**
 * A metric's history at regular steps.
 * @throws Problem FAROL_WRONG_VIEW when a metric of this type cannot be seen so.
 */
export function columnsOf(history: History, question: ColumnsQuestion) {
  return columns(history, question).map(({ labels, values }) => ({ labels, values: [...values] }));
}

function columns(history: History, question: ColumnsQuestion): readonly Column[] {
  const { family, view, matchers, by, steps, tickMs } = question;
  const selection = { name: family.name, matchers, by };
  const windowMs = Math.max(steps.stepMs, RATE_TICKS * tickMs);
  const wanted = `${family.type} ${view}`;
  if (wanted === "gauge value" || wanted === "counter value") return history.last(selection, steps);
  if (wanted === "counter rate") return history.rate(selection, steps, windowMs);
  if (wanted === "histogram rate") {
    return history.rate({ ...selection, name: `${family.name}_count` }, steps, windowMs);
  }
  if (wanted !== "histogram quantiles") throw wrongView(family, view);
  return history.buckets(selection, steps, windowMs).flatMap((group) =>
    question.quantiles.map((q) => ({
      labels: { ...group.labels, quantile: String(q) },
      values: quantileColumn(q, group),
    })),
  );
}

function wrongView({ name, type }: Family, view: string): Problem {
  const views = { counter: "rate or value", gauge: "value", histogram: "quantiles or rate" }[type];
  return new Problem("FAROL_WRONG_VIEW", `view=${view}: ${name} is a ${type}; ask for samples, ${views}`);
}
