import { RE2JS } from "re2js";
import { type Call, withoutParens } from "../../ast.ts";
import { goQuote } from "../../go-quote.ts";
import { isLabelName } from "../label-name.ts";
import { distinct } from "../map-rows.ts";
import type { Query } from "../query.ts";
import { QueryError } from "../query-error.ts";
import { METRIC_NAME_LABEL, type Row, type VectorValue, withLabel } from "../value.ts";

/** `label_replace(v, destination, replacement, source, pattern)` */
export function labelReplace({ rows }: VectorValue, call: Call, query: Query): VectorValue {
  const [destination, replacement, source, pattern] = textsOf(call) as [string, string, string, string];
  const regex = compiled(pattern, query);
  checkLabel(destination, "destination", "label_replace", query);
  return distinct(
    rows.map((row) => {
      const matcher = regex.matcher(row.metric[source] ?? "");
      if (!matcher.matches()) return row;
      return relabeled(row, destination, expanded(replacement, matcher));
    }),
  );
}

/** `label_join(v, destination, separator, sources…)` */
export function labelJoin({ rows }: VectorValue, call: Call, query: Query): VectorValue {
  const [destination, separator, ...sources] = textsOf(call) as [string, string, ...string[]];
  for (const source of sources) checkLabel(source, "source", "label_join", query);
  checkLabel(destination, "destination", "label_join", query);
  return distinct(
    rows.map((row) =>
      relabeled(row, destination, sources.map((source) => row.metric[source] ?? "").join(separator)),
    ),
  );
}

/** The texts that a function is given. */
export function textsOf({ args }: Call): string[] {
  return args.map(withoutParens).flatMap((arg) => (arg.kind === "string" ? [arg.value] : []));
}

/** A name that was to go stays where it is written anew. */
function relabeled(row: Row, label: string, value: string): Row {
  const dropsName = row.dropsName && label !== METRIC_NAME_LABEL;
  return { ...row, metric: withLabel(row.metric, label, value), dropsName };
}

function compiled(pattern: string, { isV3 }: Query): RE2JS {
  try {
    return RE2JS.compile(`^(?:${pattern})$`, isV3 ? RE2JS.DOTALL : 0);
  } catch {
    throw new QueryError(`invalid regular expression in label_replace(): ${pattern}`);
  }
}

function checkLabel(label: string, which: string, name: string, query: Query): void {
  if (!isLabelName(label, query))
    throw new QueryError(`invalid ${which} label name in ${name}(): ${query.isV3 ? label : goQuote(label)}`);
}

/** `$1`, `${1}`, `$name`, `${name}`, `$$` as Go expands them: a name is as long as it can be. */
function expanded(template: string, matcher: ReturnType<RE2JS["matcher"]>): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (written, plain, braced) => {
    if (written === "$$") return "$";
    const name: string = plain ?? braced;
    try {
      return (/^\d+$/.test(name) ? matcher.group(Number(name)) : matcher.group(name)) ?? "";
    } catch {
      return "";
    }
  });
}
