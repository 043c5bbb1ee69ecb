import { TEMPLATES } from "../../../alerting/index.ts";
import { routesOf } from "../../../define/index.ts";
import type { Inhibition, Receiver, Routing } from "../../../model/index.ts";
import type { GeneratedFile, Target } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";
import { checkLabels } from "./abilities.ts";
import { matcherTexts } from "./matcher-text.ts";
import { nameOf, receiverDocument } from "./receiver-document.ts";
import { routeDocument } from "./route-document.ts";
import { timeIntervalDocument } from "./time-interval-document.ts";

/** `alertmanager/alertmanager.yml` and its templates; no file where nobody is told of anything. */
export const alertmanager: Target = ({ service, routing }, { versions }) => {
  if (routing === undefined) return [];
  const program = `Alertmanager ${versions.alertmanager}`;
  const document = configuration(routing, versions.alertmanager);
  return [
    { path: "alertmanager/alertmanager.yml", text: yamlFile(service, program, document) },
    ...templateFiles(routing),
  ];
};

/** alertmanager.yml, before it is written. */
export function configuration(routing: Routing, version: string): object {
  const { root, inhibitions } = routing;
  const intervals = new Set(routesOf(root).flatMap((route) => [...route.muteDuring, ...route.activeDuring]));
  return {
    templates: ["templates/*.tmpl"],
    route: routeDocument(root, version),
    ...(inhibitions.length > 0 && {
      inhibit_rules: inhibitions.map((one) => inhibitionDocument(one, version)),
    }),
    receivers: receiverSets(routing).map((set) => receiverDocument(set, routing, version)),
    ...(intervals.size > 0 && { time_intervals: [...intervals].map(timeIntervalDocument) }),
  };
}

function inhibitionDocument({ source, target, equal }: Inhibition, version: string): object {
  checkLabels(equal, "utf8Equal", version);
  return {
    source_matchers: matcherTexts(source, version),
    target_matchers: matcherTexts(target, version),
    ...(equal.length > 0 && { equal }),
  };
}

/** The sets of receivers that routes tell together, and those that no route names, each alone. */
export function receiverSets({ root, receivers }: Routing): (readonly Receiver[])[] {
  const used = routesOf(root).flatMap((route) => (route.receivers === undefined ? [] : [route.receivers]));
  const unused = receivers
    .filter((receiver) => !used.flat().includes(receiver))
    .map((receiver) => [receiver]);
  return [...new Map([...used, ...unused].map((set) => [nameOf(set), set])).values()];
}

function templateFiles({ templates }: Routing): GeneratedFile[] {
  return Object.entries({ ...templates, farol: TEMPLATES }).map(([name, text]) => ({
    path: `alertmanager/templates/${name}.tmpl`,
    text: text.endsWith("\n") ? text : `${text}\n`,
  }));
}
