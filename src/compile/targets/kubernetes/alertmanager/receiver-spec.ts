import type { Receiver, Routing } from "../../../../model/index.ts";
import { receiverDocument } from "../../alertmanager/receiver-document.ts";
import { secretKey } from "../../alertmanager/secret-files.ts";
import { withTemplates } from "./inline-templates.ts";

/** What of a routing its receivers are made with. */
export interface ReceiverContext {
  readonly routing: Routing;
  /** The Secret that holds what stands in files elsewhere. */
  readonly secretName: string;
  readonly templates: ReadonlyMap<string, string>;
  /** Of Alertmanager. */
  readonly version: string;
}

/** Fields that name a file in alertmanager.yml, and a key of a Secret here. */
const SECRETS: Readonly<Record<string, string>> = {
  routing_key_file: "routingKey",
  api_url_file: "apiURL",
  auth_password_file: "authPassword",
  url_file: "urlSecret",
};
const RENAMED: Readonly<Record<string, string>> = { require_tls: "requireTLS" };
/** From 0.88 on the operator refuses a title's link that is a template (prometheus-operator#8291); the text has it too. */
const LEFT_OUT = ["title_link"];

/** Receivers that are told together, as an AlertmanagerConfig has them: what alertmanager.yml says, in its words. */
export function receiverSpec(receivers: readonly Receiver[], context: ReceiverContext): object {
  const { name, ...configs } = receiverDocument(receivers, context.routing, context.version) as {
    readonly name: string;
    readonly [configs: string]: unknown;
  };
  const lists = Object.entries(configs).map(([kind, list]) => [
    camelCase(kind),
    (list as object[]).map((config) => configSpec(config, context)),
  ]);
  return { name, ...Object.fromEntries(lists) };
}

function configSpec(config: object, context: ReceiverContext): object {
  const fields = Object.entries(config).filter(([field]) => !LEFT_OUT.includes(field));
  return Object.fromEntries(fields.map(([field, value]) => fieldSpec(field, value, context)));
}

function fieldSpec(
  field: string,
  value: unknown,
  { routing, secretName, templates }: ReceiverContext,
): [string, unknown] {
  const secret = SECRETS[field];
  if (secret !== undefined) return [secret, { name: secretName, key: secretKey(String(value), routing) }];
  const name = RENAMED[field] ?? camelCase(field);
  if (typeof value === "string") return [name, withTemplates(value, templates)];
  return [name, typeof value === "object" ? pairs(value as object, templates) : value];
}

function pairs(map: object, templates: ReadonlyMap<string, string>): object[] {
  return Object.entries(map).map(([key, text]) => ({ key, value: withTemplates(text, templates) }));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
