import { TEMPLATES } from "../../../../alerting/index.ts";
import { routesOf } from "../../../../define/index.ts";
import type { AlertMatcher, Inhibition, Route, Routing, TimeInterval } from "../../../../model/index.ts";
import { receiverSets } from "../../alertmanager/alertmanager.ts";
import { nameOf } from "../../alertmanager/receiver-document.ts";
import { spanDocument } from "../../alertmanager/time-interval-document.ts";
import type { Deployed } from "../deployed.ts";
import type { Manifest } from "../manifest.ts";
import { definitionsIn } from "./inline-templates.ts";
import { checkLabelNames, checkLocation } from "./limits.ts";
import { receiverSpec } from "./receiver-spec.ts";

/**
 * A routing as the Prometheus Operator takes it. It makes the root a first route of Alertmanager's own tree, for alerts
 * of its namespace. As it loads no templates, each text brings those that it calls.
 * @throws FarolError FAROL_VERSION for what it cannot express
 */
export function alertmanagerConfig({ name, stack, cluster }: Deployed, routing: Routing): Manifest {
  const { root, inhibitions } = routing;
  const intervals = new Set(routesOf(root).flatMap((route) => [...route.muteDuring, ...route.activeDuring]));
  const context = {
    routing,
    secretName: secretName(name),
    templates: templatesOf(routing),
    version: stack.versions.alertmanager,
  };
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "AlertmanagerConfig",
    labels: cluster.labels,
    body: {
      spec: {
        route: routeSpec(root),
        receivers: receiverSets(routing).map((set) => receiverSpec(set, context)),
        ...present({
          inhibitRules: inhibitions.map(inhibitionSpec),
          muteTimeIntervals: [...intervals].map(timeIntervalSpec),
        }),
      },
    },
  };
}

/** The Secret whose keys are what receivers' files are elsewhere. */
export function secretName(service: string): string {
  return `${service}-alerting`;
}

function templatesOf({ templates }: Routing): ReadonlyMap<string, string> {
  return new Map([...Object.values(templates), TEMPLATES].flatMap((file) => [...definitionsIn(file)]));
}

function routeSpec({
  receivers,
  groupBy,
  matchers,
  muteDuring,
  activeDuring,
  routes,
  ...route
}: Route): object {
  if (groupBy !== "all") checkLabelNames(groupBy ?? []);
  return present({
    receiver: receivers && nameOf(receivers),
    matchers: matcherSpecs(matchers),
    groupBy: groupBy === "all" ? ["..."] : groupBy,
    groupWait: route.groupWait,
    groupInterval: route.groupInterval,
    repeatInterval: route.repeatInterval,
    muteTimeIntervals: muteDuring.map(({ name }) => name),
    activeTimeIntervals: activeDuring.map(({ name }) => name),
    continue: route.continue || undefined,
    routes: routes.map(routeSpec),
  });
}

function inhibitionSpec({ source, target, equal }: Inhibition): object {
  checkLabelNames(equal);
  return present({ sourceMatch: matcherSpecs(source), targetMatch: matcherSpecs(target), equal });
}

function matcherSpecs(matchers: readonly AlertMatcher[]): object[] {
  checkLabelNames(matchers.map(({ label }) => label));
  return matchers.map(({ label, operator, value }) => ({ name: label, matchType: operator, value }));
}

function timeIntervalSpec({ name, spans }: TimeInterval): object {
  const timeIntervals = spans.map(({ times, daysOfMonth, location, ...others }) => {
    checkLocation(name, location);
    return present({
      times: times?.map(({ from, to }) => ({ startTime: from, endTime: to })),
      daysOfMonth: daysOfMonth?.map(({ from, to }) => ({ start: from, end: to })),
      ...spanDocument(others),
    });
  });
  return { name, timeIntervals };
}

/** Without what is not there: the operator takes neither null nor, for some lists, none of anything. */
function present(fields: Readonly<Record<string, unknown>>): object {
  const isThere = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isThere(value)));
}
