import { type Binary, type Expr, withoutParens } from "../../../promql/index.ts";
import { comparisonOf } from "../ranges/comparison.ts";
import type { Subject } from "../subject.ts";
import { type IsImplied, presenceIn } from "./presence.ts";
import { type Reads, readsIn } from "./reads.ts";

/** The parts of a condition that have an answer whatever the numbers are, though they shall decide something. */
export type UndecidedIn = (condition: Expr) => readonly Expr[];

/**
 * Looks for what decides: a comparison that filters, an `absent`, and what passes those on. Of an `and` and an `unless`
 * both sides have to, of an `or` too. On their right it is enough that a series is there, where that says something.
 */
export function undecidedIn(subject: Subject): UndecidedIn {
  const reads = readsIn(subject);
  const isImplied = presenceIn(subject, reads);
  const of = (expr: Expr, under: readonly Expr[] = []): readonly Expr[] => {
    const inner = (part: Expr) => of(part, under);
    /** One part that decides is enough. */
    const passedOn = (...parts: readonly Expr[]) =>
      parts.some((part) => inner(part).length === 0) ? [] : [expr];
    switch (expr.kind) {
      case "number":
      case "string":
        return [expr];
      case "paren":
        return inner(expr.expr);
      case "selector":
        return isDecidedBefore(expr, reads, under, of) ? [] : [expr];
      case "matrix":
        return passedOn(expr.selector);
      case "call":
        if (ABSENCE.includes(expr.name)) return [];
        return ALWAYS_THERE.includes(expr.name) ? [expr] : passedOn(...expr.args);
      case "binary":
        return isCondition(expr) ? ofCondition(expr, inner, isImplied) : ofOperator(expr, passedOn);
      default:
        return passedOn(expr.expr);
    }
  };
  return of;
}

const ABSENCE: readonly string[] = ["absent", "absent_over_time"];
const ALWAYS_THERE: readonly string[] = ["vector", "scalar", "time"];

/** Alerts that fire are there for that reason; a recording is there for its expression's. */
function isDecidedBefore(
  selector: Extract<Expr, { kind: "selector" }>,
  reads: Reads,
  under: readonly Expr[],
  undecided: (expr: Expr, under: readonly Expr[]) => readonly Expr[],
): boolean {
  if (selector.name === "ALERTS") return true;
  const trees = reads.recordings(selector);
  return (
    trees.length > 0 &&
    trees.every((tree) => !under.includes(tree) && undecided(tree, [...under, tree]).length === 0)
  );
}

function isCondition({ op }: Binary): boolean {
  return op === "and" || op === "unless" || op === "or";
}

/** What is divided by is often filtered so that it is not 0, which decides nothing. */
function ofOperator(node: Binary, passedOn: (...parts: readonly Expr[]) => readonly Expr[]) {
  if (comparisonOf(node) !== undefined && !node.bool) return [];
  const isDivision = node.op === "/" || node.op === "%";
  return isDivision ? passedOn(node.left) : passedOn(node.left, node.right);
}

function ofCondition(node: Binary, undecided: (part: Expr) => readonly Expr[], isImplied: IsImplied) {
  const [left, right] = [undecided(node.left), undecided(node.right)];
  if (node.op === "or") return [...left, ...right];
  const idle = right.filter((part) => isImplied(part, node.left));
  const isAbsence = node.op === "unless" && right.length > 0;
  const isDecidedOnRight = idle.length === 0 && (isAbsence || (right.length === 0 && isGiven(node)));
  return isDecidedOnRight ? [] : [...left, ...idle];
}

/** Whether the left side only says what the alert is called: `vector(1) and on () …`, `info and on (pod) …`. */
function isGiven({ left, matching }: Binary): boolean {
  const it = withoutParens(left);
  if (it.kind === "call") return it.name === "vector";
  const isMatched = matching !== undefined && (matching.on || matching.labels.length > 0);
  return it.kind === "selector" && isMatched;
}
