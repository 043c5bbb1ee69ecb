import type { MetricDeclaration } from "./metric.ts";
import type { Place } from "./place.ts";
import type { Matcher } from "./series.ts";

/** A question in PromQL. */
export interface Expression {
  readonly kind: "expression";
  readonly text: string;
  /** The declarations that it was made of. What its text names besides is found by name. */
  readonly metrics: readonly MetricDeclaration[];
  readonly place: Place;
}

/** What a selector asks for: the series of `http_requests_total{method="GET"}`. */
export interface ReadSelector {
  /** Undefined when only its matchers say. */
  readonly name: string | undefined;
  readonly matchers: readonly SelectorMatcher[];
}

export interface SelectorMatcher extends Matcher {
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Reads a selector from its text, as Prometheus does. */
export type SelectorReader = (text: string) => ReadSelector;
