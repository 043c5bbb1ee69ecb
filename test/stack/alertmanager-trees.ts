import fc from "fast-check";
import { defineRouting, route, webhook } from "../../src/define/index.ts";
import type { AlertMatcher, Labels, Receiver, Route, Routing } from "../../src/model/index.ts";

const LABELS = ["a", "b", "severity"];
const VALUES = ["x", "y", "xy", 'say "hi"', "back\\slash", "Ünïcode ✓", "two words", "a|b"];
const PATTERNS = ["x", "x|y", ".*", ".+", "x?", "", "[xy]+", "two .*", "a\\|b", "(?i)X"];
const RECEIVERS = ["one", "two", "three", "four"].map((name) =>
  webhook({ name, url: "https://example.org/" }),
);

const matcher: fc.Arbitrary<AlertMatcher> = fc
  .tuple(fc.constantFrom(...LABELS), fc.constantFrom<AlertMatcher["operator"][]>("=", "!=", "=~", "!~"))
  .chain(([label, operator]) => {
    const values = operator.endsWith("~") ? PATTERNS : [...VALUES, ""];
    return fc.constantFrom(...values).map((value) => ({ label, operator, value }));
  });

const receivers = fc.subarray<Receiver>(RECEIVERS);

const { tree } = fc.letrec<{ tree: Route }>((tie) => ({
  tree: fc
    .record({
      matchers: fc.array(matcher, { minLength: 1, maxLength: 2 }),
      receivers: fc.option(receivers, { nil: undefined }),
      continue: fc.boolean(),
      routes: fc.oneof({ depthSize: "small" }, fc.constant([]), fc.array(tie("tree"), { maxLength: 3 })),
    })
    .map(({ matchers, receivers: own, ...rest }) => ({
      ...route(own === undefined ? rest : { ...rest, receivers: own }),
      matchers,
    })),
}));

/** Any tree of routes that Alertmanager takes. */
export const anyRouting: fc.Arbitrary<Routing> = fc
  .record({ receivers, routes: fc.array(tree, { minLength: 1, maxLength: 4 }) })
  .map((spec) => defineRouting({ root: route(spec) }));

/** Any labels of an alert, of which none is empty: that is none. */
export const anyLabels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom(...LABELS),
  fc.constantFrom(...VALUES),
  { minKeys: 1 },
);
