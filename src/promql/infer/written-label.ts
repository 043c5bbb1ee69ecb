import type { Expr } from "../ast.ts";
import { regexFault, regexPredicate } from "../matcher/regex.ts";
import { add, drop, type LabelSet, type Presence, presenceOf } from "./label-set.ts";

/** The labels that `label_replace(…)` leaves. */
export function replacedLabels(args: readonly Expr[], labels: LabelSet): LabelSet {
  const [, target, replacement, source, regex] = args.map(textOf);
  if (target === undefined || replacement === undefined || source === undefined || regex === undefined)
    return { ...labels, isOpen: true };
  const rest = drop(labels, [target]);
  const has = sourcePresence(labels, source);
  // what stands beside its groups, which may be empty
  const isText = replacement.replace(/\$(?:\w+|\{\w+\})/g, "") !== "";
  if (has === "never") {
    if (!matchesEmpty(regex)) return labels;
    return isText ? add(rest, target, "always") : rest;
  }
  const isCopied = has === "always" && /^\(\.[*+]\)$/.test(regex) && /\$(?:1|\{1\})/.test(replacement);
  const isSet = isCopied || (isText && (regex === ".*" || regex === "(.*)"));
  return isText && !isSet ? add(labels, target, "maybe") : add(rest, target, isSet ? "always" : "maybe");
}

/** The labels that `label_join(…)` leaves. */
export function joinedLabels([, target, separator, ...sources]: readonly Expr[], labels: LabelSet): LabelSet {
  if (target?.kind !== "string") return { ...labels, isOpen: true };
  const rest = drop(labels, [target.value]);
  const presences = sources.map((source) => sourcePresence(labels, textOf(source)));
  const isSeparated = sources.length > 1 && textOf(separator) !== "";
  if (isSeparated || presences.includes("always")) return add(rest, target.value, "always");
  return presences.includes("maybe") ? add(rest, target.value, "maybe") : rest;
}

/** Whether results have a label before it is read. That of no name is never there; a metric's name is not followed. */
function sourcePresence(labels: LabelSet, source: string | undefined): Presence | "never" {
  if (source === "") return "never";
  return source === undefined || source === "__name__" ? "maybe" : presenceOf(labels, source);
}

function textOf(expr: Expr | undefined): string | undefined {
  return expr?.kind === "string" ? expr.value : undefined;
}

function matchesEmpty(regex: string): boolean {
  return regexFault(regex, "v3") === undefined && regexPredicate(regex, "v3")("");
}
