import { branchMutants, type Mutant } from "farol/compile";
import type { AlertRule } from "farol/model";
import { type Expr, parse, type Span, walk } from "farol/promql";

interface Edit {
  readonly change: string;
  readonly span: Span;
  readonly text: string;
}

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

/**
 * An alert with one defect, of each kind that people make: a branch of its expression is otherwise, a threshold is ten
 * times itself, a label matches otherwise, or the `for` is gone.
 */
export function mutations(alert: AlertRule): Mutant[] {
  const { text } = alert.expr;
  const edits: Edit[] = [];
  walk(parse(text), (part) => edits.push(...editsOf(part, text)));
  const edited = edits.map(({ change, span, text: by }) => {
    const expr = { ...alert.expr, text: text.slice(0, span.start) + by + text.slice(span.end) };
    return { of: alert, alert: { ...alert, expr }, change };
  });
  return [...branchMutants(alert), ...edited, ...impatient(alert)];
}

function impatient(alert: AlertRule): Mutant[] {
  const { for: waits, ...atOnce } = alert;
  return waits === undefined ? [] : [{ of: alert, alert: atOnce, change: `without for: ${waits}` }];
}

function editsOf(part: Expr, text: string): Edit[] {
  const written = ({ span }: { readonly span: Span }) => text.slice(span.start, span.end);
  if (part.kind === "selector") {
    return part.matchers.map(({ label, op, value, span }) => {
      const by = `${label}${op}${JSON.stringify(`(?:${value})x`)}`;
      return { change: `${written({ span })} → ${by}`, span, text: by };
    });
  }
  if (part.kind !== "binary" || !COMPARISONS.includes(part.op) || part.right.kind !== "number") return [];
  const { op, right } = part;
  const text10 = String(right.value * 10);
  const change = `${op} ${written(right)} → ${text10}`;
  return right.value === 0 ? [] : [{ change, span: right.span, text: text10 }];
}
