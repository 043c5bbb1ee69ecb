import type { AlertRule } from "farol/model";
import { type Expr, parse, type Span, walk } from "farol/promql";

/** An alert with one defect, of the kind that people make. */
export interface Mutation {
  readonly defect: string;
  /** Under a name of its own, so that all can be tested at once. */
  readonly alert: AlertRule;
}

interface Edit {
  readonly defect: string;
  readonly span: Span;
  readonly text: string;
}

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

/** Every way in which one threshold is ten times itself, one comparison is forgotten, one label matches otherwise, or the `for` is gone. */
export function mutations(alert: AlertRule): Mutation[] {
  const { text } = alert.expr;
  const edits: Edit[] = [];
  walk(parse(text), (part) => edits.push(...editsOf(part, text)));
  const { for: waits, ...atOnce } = alert;
  const changed = edits.map(({ defect, span, text: by }) => ({
    defect,
    alert: { ...alert, expr: { ...alert.expr, text: text.slice(0, span.start) + by + text.slice(span.end) } },
  }));
  const all =
    waits === undefined ? changed : [...changed, { defect: `without for: ${waits}`, alert: atOnce }];
  return all.map((one, i) => ({ ...one, alert: { ...one.alert, name: `${alert.name}Mutation${i}` } }));
}

function editsOf(part: Expr, text: string): Edit[] {
  const written = ({ span }: { readonly span: Span }) => text.slice(span.start, span.end);
  if (part.kind === "selector") {
    return part.matchers.map(({ label, op, value, span }) => {
      const by = `${label}${op}${JSON.stringify(`(?:${value})x`)}`;
      return { defect: `${written({ span })} → ${by}`, span, text: by };
    });
  }
  if (part.kind !== "binary" || !COMPARISONS.includes(part.op) || part.right.kind !== "number") return [];
  const { left, right, span } = part;
  const dropped = { defect: `without ${part.op} ${written(right)}`, span, text: written(left) };
  if (right.value === 0) return [dropped];
  const text10 = String(right.value * 10);
  return [dropped, { defect: `${part.op} ${written(right)} → ${text10}`, span: right.span, text: text10 }];
}
