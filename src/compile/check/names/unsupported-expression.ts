import { EVERYTHING_EXPERIMENTAL, type ParseOptions, PromqlError, parse } from "../../../promql/index.ts";
import { MISSING_FUNCTION_CURE, missingFunctions } from "../../targets/prometheus/functions.ts";
import type { Check, Found } from "../check.ts";
import type { Subject } from "../subject.ts";
import type { Use } from "../use.ts";

/** An expression that some Prometheus reads, but not that of the stack. */
export const unsupportedExpression: Check = {
  code: "FAROL_UNSUPPORTED_EXPRESSION",
  level: "error",
  title: "An expression that this Prometheus does not read yet, or no more",
  why: "Functions come and go with versions of Prometheus, and some are experimental: they need an `--enable-feature`. The stack (`defineStack`) says which version runs, and under `prometheusFeatures` what it is told to enable. A rule that this Prometheus does not read keeps it from starting; a panel shows an error.",
  find: (subject) => subject.uses.flatMap((use) => inUse(use, subject)),
};

function inUse(use: Use, { stack }: Subject): Found[] {
  const { prometheus } = stack.versions;
  const { expression, what } = use;
  const missing = missingFunctions(use.tree, prometheus).map(({ name, rule }) => ({
    place: expression.place,
    found: `${name} in ${what}, for Prometheus ${prometheus}`,
    rule,
    cure: MISSING_FUNCTION_CURE,
  }));
  return missing.length > 0 ? missing : experimental(use, stack.prometheusFeatures);
}

type Option = keyof typeof EVERYTHING_EXPERIMENTAL;

/** The feature that each option of the parser is. */
const FEATURES: Readonly<Record<Option, string>> = {
  experimentalFunctions: "promql-experimental-functions",
  experimentalDurations: "promql-duration-expr",
  experimentalRangeSelectors: "promql-extended-range-selectors",
  experimentalFill: "promql-binop-fill-modifiers",
};

function experimental({ expression, what }: Use, features: readonly string[]): Found[] {
  const { text, place } = expression;
  const off = (Object.keys(FEATURES) as Option[]).filter((option) => !features.includes(FEATURES[option]));
  // what 2.x alone reads is refused either way, and is not experimental
  if (refusal(text, off) === undefined || refusal(text, []) !== undefined) return [];
  return off.flatMap((option) => {
    const rule = refusal(text, [option]);
    if (rule === undefined) return [];
    const cure = `Write it otherwise, or name ${FEATURES[option]} under \`prometheusFeatures\` of the stack, where it is enabled.`;
    return [{ place, found: `the expression of ${what}`, rule: `Prometheus refuses it: ${rule}`, cure }];
  });
}

/** Why Prometheus does not read an expression without these options. */
function refusal(text: string, off: readonly Option[]): string | undefined {
  const options: ParseOptions = Object.fromEntries(off.map((option) => [option, false]));
  try {
    parse(text, { ...EVERYTHING_EXPERIMENTAL, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof PromqlError) return error.message;
    throw error;
  }
}
