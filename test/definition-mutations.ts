import type { AlertRule } from "farol/model";
import { type Aggregation, COMPARISON_OPERATORS, type Expr, parse, type Span, walk } from "farol/promql";

/** The defects that people make in rules, and that leave them valid in the eyes of Prometheus. */
export const DEFECTS = [
  "metric",
  "label",
  "label value",
  "grouping label",
  "template label",
  "runbook link",
  "severity",
  "dropped rate",
  "dropped comparison",
] as const;
export type Defect = (typeof DEFECTS)[number];

/** An alert with one defect. */
export interface Mutant {
  readonly defect: Defect;
  /** What was made of what. */
  readonly change: string;
  readonly alert: AlertRule;
}

interface Edit {
  readonly defect: Defect;
  readonly span: Span;
  readonly text: string;
}

const RATES: readonly string[] = ["rate", "irate", "increase"];

/** Every way in which an alert can have one of these defects, one at a time. */
export function mutantsOf(alert: AlertRule): Mutant[] {
  return [...inExpression(alert), ...inTexts(alert), ...inFields(alert)];
}

function inExpression(alert: AlertRule): Mutant[] {
  const { text } = alert.expr;
  const edits: Edit[] = [];
  walk(parse(text), (part) => edits.push(...editsOf(part, text)));
  return edits.map(({ defect, span, text: by }) => ({
    defect,
    change: `${text.slice(span.start, span.end)} → ${by}`,
    alert: { ...alert, expr: { ...alert.expr, text: text.slice(0, span.start) + by + text.slice(span.end) } },
  }));
}

function editsOf(part: Expr, text: string): Edit[] {
  const written = ({ start, end }: Span) => text.slice(start, end);
  switch (part.kind) {
    case "selector": {
      const { start } = part.span;
      const name = { start, end: start + (part.name ?? "").length };
      const renamed: Edit = { defect: "metric", span: name, text: misspelled(written(name)) };
      return [
        renamed,
        ...part.matchers.flatMap(({ label, op, value, span }) => matcherEdits(label, op, value, span)),
      ];
    }
    case "aggregation":
      return groupingEdits(part, text);
    case "call": {
      const [argument] = part.args;
      if (!RATES.includes(part.name) || argument?.kind !== "matrix") return [];
      return [{ defect: "dropped rate", span: part.span, text: written(argument.selector.span) }];
    }
    case "binary": {
      const isFilter = (COMPARISON_OPERATORS as readonly string[]).includes(part.op) && !part.bool;
      if (!isFilter) return [];
      return [{ defect: "dropped comparison", span: part.span, text: written(part.left.span) }];
    }
    default:
      return [];
  }
}

function matcherEdits(label: string, op: string, value: string, span: Span): Edit[] {
  const text = (name: string, by: string) => `${name}${op}${JSON.stringify(by)}`;
  return [
    { defect: "label", span, text: text(misspelled(label), value) },
    { defect: "label value", span, text: text(label, `${value}x`) },
  ];
}

function groupingEdits({ span, expr, labels }: Aggregation, text: string): Edit[] {
  const clause = /\b(?:by|without)\s*\(/.exec(text.slice(span.start, expr.span.start));
  if (clause === null) return [];
  const from = span.start + clause.index + clause[0].length;
  return labels.map((label) => {
    const start = text.indexOf(label, from);
    return {
      defect: "grouping label",
      span: { start, end: start + label.length },
      text: misspelled(label),
    };
  });
}

function inTexts(alert: AlertRule): Mutant[] {
  return (["summary", "description"] as const).flatMap((field) => {
    const uses = [...alert[field].matchAll(/\$labels\.(\w+)/g)];
    return uses.map((use): Mutant => {
      const end = use.index + use[0].length;
      const text = `${alert[field].slice(0, use.index)}$labels.${misspelled(use[1]!)}${alert[field].slice(end)}`;
      return {
        defect: "template label",
        change: `${use[0]} in the ${field}`,
        alert: { ...alert, [field]: text },
      };
    });
  });
}

function inFields(alert: AlertRule): Mutant[] {
  const { runbook, severity } = alert;
  const page = `${misspelled(runbook.page.replace(".md", ""))}.md`;
  const wrong = misspelled(severity) as AlertRule["severity"];
  return [
    { defect: "runbook link", change: page, alert: { ...alert, runbook: { ...runbook, page } } },
    { defect: "severity", change: wrong, alert: { ...alert, severity: wrong } },
  ];
}

/** Without one letter, as it happens to people. */
function misspelled(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle) + word.slice(middle + 1);
}
