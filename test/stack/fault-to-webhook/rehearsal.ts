import { type Monitoring, webhook } from "farol/define";
import { type Duration, parseDuration, type Route, type Routing } from "farol/model";

/**
 * The same monitoring for a rehearsal: the alerts of these names fire after two seconds, every receiver is a webhook
 * below one address, and notifications leave sooner. Expressions, labels, routes and inhibitions stay as they are.
 */
export function rehearsal(monitoring: Monitoring, impatient: readonly string[], url: string): Monitoring {
  const unknown = impatient.filter((name) => monitoring.rules.every((rule) => rule.name !== name));
  if (unknown.length > 0) throw new Error(`no rule is named ${unknown.join(", ")}`);
  const rules = monitoring.rules.map((rule) =>
    impatient.includes(rule.name) ? { ...rule, for: "2s" as const } : rule,
  );
  return { ...monitoring, rules, routing: toWebhooks(monitoring.routing!, url) };
}

function toWebhooks(routing: Routing, url: string): Routing {
  const webhooks = new Map(
    routing.receivers.map((one) => [one, webhook({ name: one.name, url: `${url}/${one.name}` })]),
  );
  const rehearsed = (route: Route): Route => ({
    ...route,
    ...sooner(route),
    ...(route.receivers !== undefined && { receivers: route.receivers.map((one) => webhooks.get(one)!) }),
    routes: route.routes.map(rehearsed),
  });
  return { ...routing, root: rehearsed(routing.root), receivers: [...webhooks.values()] };
}

/** What waits longer still does, so that a graver alert is known before a milder one is told of. */
function sooner({ groupWait, groupInterval }: Route): Partial<Route> {
  return {
    ...(groupWait !== undefined && { groupWait: divided(groupWait, 10) }),
    ...(groupInterval !== undefined && { groupInterval: divided(groupInterval, 100) }),
  };
}

function divided(duration: Duration, by: number): Duration {
  return `${parseDuration(duration) / by}ms`;
}
