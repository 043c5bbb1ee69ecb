import { FarolError, type Inhibition, type Receiver, type Route, type Routing } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";
import { type SilenceWindow, withSilenceWindows } from "./silence-window.ts";

export interface RoutingSpec {
  /** Where every alert enters: it has receivers, and neither matchers nor times. */
  readonly root: Route;
  readonly inhibitions?: readonly Inhibition[];
  readonly silences?: readonly SilenceWindow[];
  /** All receivers that there are; the check finds those that no route names. Default: those of the routes. */
  readonly receivers?: readonly Receiver[];
  /** Templates beside Farol's own: files by their names without ending. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Where Alertmanager finds the files of secrets. Default: `/etc/alertmanager/secrets` */
  readonly secretsFolder?: string;
}

/**
 * Who is told of which alert.
 * @throws FarolError FAROL_ROUTING for a root that not every alert enters, or two receivers or intervals of one name;
 * FAROL_SILENCE_WINDOW
 */
export function defineRouting(spec: RoutingSpec): Routing {
  const {
    inhibitions = [],
    silences = [],
    templates = {},
    secretsFolder = "/etc/alertmanager/secrets",
  } = spec;
  const root = withSilenceWindows(spec.root, silences);
  const routes = routesOf(root);
  const receivers = [
    ...new Set([...(spec.receivers ?? []), ...routes.flatMap((one) => one.receivers ?? [])]),
  ];
  checkRoot(root);
  checkNames("receiver", receivers);
  checkNames("time interval", [
    ...new Set(routes.flatMap((one) => [...one.muteDuring, ...one.activeDuring])),
  ]);
  const place = placeOfCaller(defineRouting);
  return { kind: "routing", root, inhibitions, receivers, templates, secretsFolder, place };
}

/** A route and all that are under it, in the order that alerts meet them in. */
export function routesOf(route: Route): Route[] {
  return [route, ...route.routes.flatMap(routesOf)];
}

function checkRoot(root: Route): void {
  const { matchers, muteDuring, activeDuring, receivers } = root;
  const isPlain = matchers.length + muteDuring.length + activeDuring.length === 0 && !root.continue;
  if (isPlain && receivers !== undefined) return;
  throw refused(
    "a root with matchers, times or continue, or without receivers",
    "every alert enters there, and must end somewhere",
    "Write them at a route under it.",
  );
}

function checkNames(what: string, all: readonly { readonly name: string }[]): void {
  const names = all.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw refused(`two ${what}s named "${twice}"`, "Alertmanager tells them by their names", "Rename one.");
}

function refused(found: string, rule: string, cure: string): FarolError {
  return new FarolError({ code: "FAROL_ROUTING", found, rule, cure });
}
