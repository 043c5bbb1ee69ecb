import type { Duration } from "./duration.ts";
import type { Place } from "./place.ts";

/** What a label of an alert has to be. A label that an alert has not is the empty text, as in Alertmanager. */
export interface AlertMatcher {
  readonly label: string;
  /** The last two are regular expressions (RE2) about the whole value. */
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

interface AnyReceiver {
  /** What it is called in files, and by people. */
  readonly name: string;
  /** Whether it is told that an alert has ended. */
  readonly sendResolved: boolean;
  readonly place: Place;
}

/** A service of PagerDuty, through its Events API v2. */
export interface PagerDutyReceiver extends AnyReceiver {
  readonly kind: "pagerDuty";
  /** Where Alertmanager finds the integration's key. */
  readonly routingKeyFile: string;
  /** Where events are sent to; undefined for PagerDuty's own address. */
  readonly url?: string;
  /** Templates: what the incident is called, and what is told besides. */
  readonly description: string;
  readonly details: Readonly<Record<string, string>>;
}

/** A channel of Slack, through an incoming webhook. */
export interface SlackReceiver extends AnyReceiver {
  readonly kind: "slack";
  /** `#channel` or `@person`. */
  readonly channel: string;
  /** Where Alertmanager finds the webhook's address, which is a secret. */
  readonly apiUrlFile: string;
  /** Templates. */
  readonly title: string;
  readonly text: string;
}

export interface EmailReceiver extends AnyReceiver {
  readonly kind: "email";
  readonly to: readonly string[];
  readonly from: string;
  /** The server that takes the mail, as `host:port`. */
  readonly smarthost: string;
  readonly authUsername?: string;
  /** Where Alertmanager finds the password. */
  readonly authPasswordFile?: string;
  readonly requireTls: boolean;
  /** Templates. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Any program that takes Alertmanager's JSON. */
export interface WebhookReceiver extends AnyReceiver {
  readonly kind: "webhook";
  /** An address that is no secret, or the file that holds one that is. */
  readonly to: { readonly url: string } | { readonly urlFile: string };
  /** How many alerts it is told of at once; of the rest it is told how many they are. Default: all. */
  readonly maxAlerts?: number;
}

/**
 * Alertmanagers that are told as Prometheus tells them, so that they group and silence alerts with those of others. Of the
 * embedded engine only.
 */
export interface AlertmanagerReceiver extends AnyReceiver {
  readonly kind: "alertmanager";
  /** Where each replica is found, without `/api/v2`. All are told, and one that took it is enough. */
  readonly urls: readonly string[];
}

/** The service's own log, for development. Of the embedded engine only. */
export interface ConsoleReceiver extends AnyReceiver {
  readonly kind: "console";
}

export type Receiver =
  | PagerDutyReceiver
  | SlackReceiver
  | EmailReceiver
  | WebhookReceiver
  | AlertmanagerReceiver
  | ConsoleReceiver;

/** Times that come again, or come once: an instant is in it when it is in one of its spans. */
export interface TimeInterval {
  readonly kind: "timeInterval";
  readonly name: string;
  readonly spans: readonly TimeSpan[];
  readonly place: Place;
}

/** An instant is in a span when each field that is there holds it. Both ends of a range belong to it, but `to` of `times`. */
export interface TimeSpan {
  /** `HH:MM`, of which the end may be `24:00`. */
  readonly times?: readonly { readonly from: string; readonly to: string }[];
  /** 0 is Sunday. */
  readonly weekdays?: readonly NumberRange[];
  /** From 1; negative ones count from the month's end, -1 being its last day. */
  readonly daysOfMonth?: readonly NumberRange[];
  /** From 1. */
  readonly months?: readonly NumberRange[];
  readonly years?: readonly NumberRange[];
  /** A name of the IANA time zone database; undefined for UTC. */
  readonly location?: string;
}

export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** Where alerts go that match, and how. What is undefined is the parent's. */
export interface Route {
  readonly kind: "route";
  /** All of them have to match; none match everything. */
  readonly matchers: readonly AlertMatcher[];
  /** Told together; none: nobody is told. */
  readonly receivers?: readonly Receiver[];
  /** The labels whose values tell one notification's alerts from another's; `all` for each alert alone. */
  readonly groupBy?: readonly string[] | "all";
  /** How long a new group waits for more alerts. Default: 30s */
  readonly groupWait?: Duration;
  /** How often a group is looked at after its first notification. Default: 5m */
  readonly groupInterval?: Duration;
  /** How long until an unchanged group is told of again. Default: 4h */
  readonly repeatInterval?: Duration;
  /** Whether later routes of the same parent are asked too. */
  readonly continue: boolean;
  /** When nothing is sent. */
  readonly muteDuring: readonly TimeInterval[];
  /** When alone something is sent; none: always. */
  readonly activeDuring: readonly TimeInterval[];
  /** Asked in their order; where none matches, this route is the alert's. */
  readonly routes: readonly Route[];
  readonly place: Place;
}

/** While an alert of the source fires, those of the target are not told of, where these labels are equal. */
export interface Inhibition {
  readonly kind: "inhibition";
  readonly source: readonly AlertMatcher[];
  readonly target: readonly AlertMatcher[];
  readonly equal: readonly string[];
  readonly place: Place;
}

/** Who is told of which alert. */
export interface Routing {
  readonly kind: "routing";
  /** Has no matchers: every alert enters here. */
  readonly root: Route;
  readonly inhibitions: readonly Inhibition[];
  /** All receivers that there are. */
  readonly receivers: readonly Receiver[];
  /** Templates beside Farol's own, each a file's text by its name without ending. */
  readonly templates: Readonly<Record<string, string>>;
  /**
   * The folder that Alertmanager finds secrets in, where their file's path is not absolute. So does the embedded engine,
   * unless the environment names another as FAROL_SECRETS_DIR.
   */
  readonly secretsFolder: string;
  readonly place: Place;
}
