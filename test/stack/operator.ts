/** What the Prometheus Operator makes of its objects, as its documentation says and for those fields that are written. */

interface Matcher {
  readonly name: string;
  readonly matchType: string;
  readonly value: string;
}

interface RouteSpec {
  readonly receiver?: string;
  readonly matchers?: readonly Matcher[];
  readonly groupBy?: readonly string[];
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
  readonly muteTimeIntervals?: readonly string[];
  readonly activeTimeIntervals?: readonly string[];
  readonly continue?: boolean;
  readonly routes?: readonly RouteSpec[];
}

type Fields = Readonly<Record<string, unknown>>;

export interface AlertmanagerConfig {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly route: RouteSpec;
    readonly receivers: readonly ({ readonly name: string } & Fields)[];
    readonly inhibitRules?: readonly {
      readonly sourceMatch: readonly Matcher[];
      readonly targetMatch: readonly Matcher[];
      readonly equal?: readonly string[];
    }[];
    readonly muteTimeIntervals?: readonly {
      readonly name: string;
      readonly timeIntervals: readonly Fields[];
    }[];
  };
}

export interface Relabeling {
  readonly action?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

/** alertmanager.yml of an Alertmanager that has nothing else, and matches alerts of the object's namespace only. */
export function alertmanagerYml({ metadata, spec }: AlertmanagerConfig): object {
  const { namespace, name } = metadata;
  const named = (one: string) => `${namespace}/${name}/${one}`;
  const own = { name: "namespace", matchType: "=", value: namespace };
  const first = { ...spec.route, matchers: [...(spec.route.matchers ?? []), own], continue: true };
  return {
    route: { receiver: "null", routes: [routeYml(first, named)] },
    inhibit_rules: (spec.inhibitRules ?? []).map(({ sourceMatch, targetMatch, equal }) => ({
      source_matchers: [...sourceMatch, own].map(matcherText),
      target_matchers: [...targetMatch, own].map(matcherText),
      equal,
    })),
    receivers: [{ name: "null" }, ...spec.receivers.map((one) => receiverYml(one, named))],
    time_intervals: (spec.muteTimeIntervals ?? []).map((one) => ({
      name: named(one.name),
      time_intervals: one.timeIntervals.map(intervalYml),
    })),
  };
}

/** `relabel_configs` of a scrape. */
export function relabelYml({ action, regex, targetLabel, replacement }: Relabeling): object {
  return { action, regex, target_label: targetLabel, replacement };
}

function routeYml(route: RouteSpec, named: (name: string) => string): object {
  const { receiver, matchers, muteTimeIntervals, activeTimeIntervals, routes, ...rest } = route;
  return {
    ...snakeCased(rest),
    ...(receiver !== undefined && { receiver: named(receiver) }),
    matchers: matchers?.map(matcherText),
    mute_time_intervals: muteTimeIntervals?.map(named),
    active_time_intervals: activeTimeIntervals?.map(named),
    routes: routes?.map((child) => routeYml(child, named)),
  };
}

function receiverYml(
  { name, ...configs }: { readonly name: string } & Fields,
  named: (name: string) => string,
) {
  const lists = Object.entries(configs).map(([kind, list]) => [
    snakeCase(kind),
    (list as readonly Fields[]).map(configYml),
  ]);
  return { name: named(name), ...Object.fromEntries(lists) };
}

/** A secret's value is written in its place, and lists of pairs are maps. */
function configYml(config: Fields): object {
  const { urlSecret, ...others } = config;
  const fields = Object.entries(urlSecret === undefined ? others : { ...others, url: urlSecret });
  return Object.fromEntries(fields.map(([name, value]) => [snakeCase(name), valueYml(name, value)]));
}

function valueYml(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return Object.fromEntries(value.map((one) => [one.key, one.value]));
  if (typeof value !== "object") return value;
  return /url/i.test(name) ? "https://hooks.example/secret" : "a secret";
}

function intervalYml({ times, daysOfMonth, ...rest }: Fields): object {
  return {
    ...rest,
    times: (times as readonly Fields[] | undefined)?.map(snakeCased),
    days_of_month: (daysOfMonth as readonly Fields[] | undefined)?.map(({ start, end }) => `${start}:${end}`),
  };
}

function matcherText({ name, matchType, value }: Matcher): string {
  return `${name}${matchType}"${value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function snakeCased(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [snakeCase(name), value]));
}

function snakeCase(name: string): string {
  return name
    .replace(/URL|TLS/g, (word) => `_${word.toLowerCase()}`)
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
