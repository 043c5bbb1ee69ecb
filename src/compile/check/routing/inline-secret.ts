import { isAlert, textsOf } from "../../../alerting/index.ts";
import type { Place, Receiver } from "../../../model/index.ts";
import type { Check, Found } from "../check.ts";
import type { Subject } from "../subject.ts";

/** A secret in a text, where whoever reads the definition reads it. An address or a key as such is refused when it is defined. */
export const inlineSecret: Check = {
  code: "FAROL_SECRET_INLINE",
  level: "error",
  title: "A secret in a text",
  why: "Definitions and the files made of them are committed and read by many, and messages are sent to many. An address that whoever has it may post to, a password, a token or a key in a receiver's text, in a template or in what an alert says is a secret no more. Take it out and have it changed; what Alertmanager itself needs stands in a file: `routingKeyFile`, `apiUrlFile`, `authPasswordFile`, `urlFile`.",
  find: (subject) => writtenIn(subject).flatMap(foundIn),
};

interface Written {
  readonly what: string;
  readonly place: Place;
  readonly text: string;
}

/** What gives a secret away, and what it is called. A value that a template fills in is none. */
const SECRETS: readonly (readonly [what: string, shape: RegExp])[] = [
  ["the address of a Slack webhook", /hooks\.slack\.com\/(?:services|triggers|workflows)\/\w/],
  ["the address of a Discord webhook", /discord(?:app)?\.com\/api\/webhooks\/\w/],
  ["the address of a Teams webhook", /\.webhook\.office\.com\/\w/],
  ["a token of Slack", /\bxox[a-z]-\w{8}/],
  ["an address with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@{}]*:[^\s/@{}]+@/i],
  [
    "an address with a token",
    /[?&](?:[\w-]*[_-])?(?:api_?key|key|token|secret|signature|password)=[^\s&"'<>{}]{8}/i,
  ],
  ["what looks like a key of PagerDuty", /\b[0-9a-f]{32}\b/i],
];

function writtenIn({ monitoring: { routing, rules } }: Subject): Written[] {
  const receivers = routing?.receivers ?? [];
  return [
    ...receivers.flatMap((one) => written(`receiver "${one.name}"`, one.place, textsOfReceiver(one))),
    ...(routing === undefined ? [] : written("the routing's templates", routing.place, routing.templates)),
    ...rules
      .filter(isAlert)
      .flatMap(({ name, place, summary, description }) =>
        written(`alert "${name}"`, place, { summary, description }),
      ),
  ];
}

/** Its templates, and the addresses that stand in the definition. */
function textsOfReceiver(receiver: Receiver): Readonly<Record<string, string>> {
  if (receiver.kind === "webhook") return "url" in receiver.to ? { url: receiver.to.url } : {};
  if (receiver.kind === "alertmanager") return { urls: receiver.urls.join(" ") };
  const { url } = receiver.kind === "pagerDuty" ? receiver : {};
  return { ...textsOf(receiver), ...(url !== undefined && { url }) };
}

function written(whose: string, place: Place, texts: Readonly<Record<string, string>>): Written[] {
  return Object.entries(texts).map(([name, text]) => ({ what: `${name} of ${whose}`, place, text }));
}

/** It does not repeat the secret. */
function foundIn({ what, place, text }: Written): Found[] {
  const secrets = SECRETS.filter(([, shape]) => shape.test(text));
  return secrets.map(([secret]) => ({
    place,
    found: `${secret} in ${what}`,
    rule: "secrets stand in files that only Alertmanager reads, and in no text",
    cure: "Take it out and have it changed; what Alertmanager needs is given as a file, such as apiUrlFile.",
  }));
}
