import type { Labels } from "../../model/index.ts";
import { type MessageMap, type MessageValue, sortedNames } from "./functions.ts";

/** An alert as a notification tells of it. */
export interface NotifiedAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Where Prometheus shows the alert's expression; empty when that is not known. */
  readonly generatorUrl: string;
}

/** What one notification is about: the alerts of one group, one at least. */
export interface Notification {
  /** The receiver's name. */
  readonly receiver: string;
  readonly group: Labels;
  readonly alerts: readonly NotifiedAlert[];
  /** Where whoever tells it is found. Default: not known. */
  readonly externalUrl?: string;
}

/** What `.` is in the texts of receivers. */
export function messageData({ receiver, group, alerts, externalUrl = "" }: Notification): MessageMap {
  return {
    Receiver: receiver,
    Status: alerts.some(({ status }) => status === "firing") ? "firing" : "resolved",
    Alerts: alertList(alerts),
    GroupLabels: pairs(group),
    CommonLabels: pairs(labelsInCommon(alerts.map(({ labels }) => labels))),
    CommonAnnotations: pairs(labelsInCommon(alerts.map(({ annotations }) => annotations))),
    ExternalURL: externalUrl,
  };
}

function alertList(alerts: readonly NotifiedAlert[]): MessageValue {
  const all = alerts.map(alertData);
  const of = (status: string) => all.filter((one) => one.Status === status);
  return withFields(all, { Firing: of("firing"), Resolved: of("resolved") });
}

function alertData({ status, labels, annotations, generatorUrl }: NotifiedAlert): MessageMap {
  return {
    Status: status,
    Labels: pairs(labels),
    Annotations: pairs(annotations),
    GeneratorURL: generatorUrl,
  };
}

/** Labels or annotations, with what Alertmanager can do with them. */
function pairs(map: Labels): MessageMap {
  const names = sortedNames(map);
  const values = names.map((name) => map[name]!);
  const sorted = names.map((Name, i) => ({ Name, Value: values[i]! }));
  const lists = { Names: names, Values: values };
  return withFields({ ...map }, { SortedPairs: withFields(sorted, lists), ...lists });
}

/** Fields that `range` does not meet. */
function withFields<T extends object>(value: T, fields: MessageMap): T {
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(value, name)) Object.defineProperty(value, name, { value: field, enumerable: false });
  }
  return value;
}

/** The labels that all have with the same value. */
export function labelsInCommon([first = {}, ...rest]: readonly Labels[]): Labels {
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((one) => one[name] === value)),
  );
}
