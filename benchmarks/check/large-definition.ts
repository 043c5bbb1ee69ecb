import { defineMonitoring, type Monitoring } from "farol";
import { testsOf } from "farol/compile";
import type { Dashboard, Expression, MetricDeclaration, Rule } from "farol/model";

/** One definition as large as several services together, each with names of its own. */
export function largeDefinition(of: Monitoring, rules: number, dashboards: number): Monitoring {
  const copies = Math.ceil(Math.max(rules / of.rules.length, dashboards / of.dashboards.length));
  const all = Array.from({ length: copies }, (_, i) => copyOf(of, `c${i}_`));
  return defineMonitoring({
    service: of.service,
    metrics: all.flatMap((copy) => copy.metrics),
    rules: all.flatMap((copy) => copy.rules).slice(0, rules),
    dashboards: all.flatMap((copy) => copy.dashboards).slice(0, dashboards),
    ...(of.routing !== undefined && { routing: of.routing }),
    runbooks: of.runbooks[0]!,
  });
}

function copyOf({ metrics, rules, dashboards }: Monitoring, prefix: string) {
  const recorded = rules.filter(({ kind }) => kind === "recording").map(({ name }) => name);
  const names = [...metrics.map(({ name }) => name), ...recorded].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w:])(?:${names.join("|")})`, "g");
  const renamed = (text: string) => text.replace(pattern, (name) => prefix + name);
  const declarations = new Map(
    metrics.map((metric): [MetricDeclaration, MetricDeclaration] => [
      metric,
      { ...metric, name: prefix + metric.name },
    ]),
  );
  const expression = (expr: Expression): Expression => ({
    ...expr,
    text: renamed(expr.text),
    metrics: expr.metrics.map((metric) => declarations.get(metric) ?? metric),
  });
  return {
    metrics: [...declarations.values()],
    rules: rules.map((rule): Rule => copyOfRule(rule, prefix, expression, renamed)),
    dashboards: dashboards.map(
      (dashboard): Dashboard => ({
        ...dashboard,
        id: `${prefix}${dashboard.id}`,
        variables: dashboard.variables.map((one) => ({
          ...one,
          metric: declarations.get(one.metric) ?? one.metric,
        })),
        panels: dashboard.panels.map((panel) => ({
          ...panel,
          queries: panel.queries.map((query) => ({ ...query, expr: expression(query.expr) })),
        })),
      }),
    ),
  };
}

function copyOfRule(
  rule: Rule,
  prefix: string,
  expression: (expr: Expression) => Expression,
  renamed: (text: string) => string,
): Rule {
  const expr = expression(rule.expr);
  if (rule.kind === "recording") return { ...rule, expr, name: prefix + rule.name };
  return {
    ...rule,
    expr,
    name: `${rule.name}${prefix.replace("_", "").toUpperCase()}`,
    dashboard: prefix + rule.dashboard,
    tests: testsOf(rule).map((test) => ({
      ...test,
      input: test.input.map((one) => ({ ...one, series: renamed(one.series) })),
    })),
  };
}
