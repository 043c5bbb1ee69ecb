import { posix } from "node:path";
import type { Receiver, Routing } from "../../../model/index.ts";
import { secretPath } from "./receiver-document.ts";

/** The files that hold a receiver's secrets, as it names them. */
export function secretFiles(receiver: Receiver): readonly string[] {
  switch (receiver.kind) {
    case "pagerDuty":
      return [receiver.routingKeyFile];
    case "slack":
      return [receiver.apiUrlFile];
    case "email":
      return receiver.authPasswordFile === undefined ? [] : [receiver.authPasswordFile];
    case "webhook":
      return "urlFile" in receiver.to ? [receiver.to.urlFile] : [];
    case "alertmanager":
    case "console":
      return [];
  }
}

/** Where Alertmanager finds all secrets of a routing, each once, sorted. */
export function secretPaths(routing: Routing): string[] {
  const files = routing.receivers.flatMap(secretFiles).map((file) => secretPath(routing, file));
  return [...new Set(files)].sort();
}

/** What those secrets are called where there are no folders. */
export function secretKeys(routing: Routing | undefined): string[] {
  return routing === undefined ? [] : secretPaths(routing).map((path) => secretKey(path, routing));
}

/**
 * What a secret is called where there are no folders: its file's path in the routing's folder of secrets, else its whole
 * path, with dots for slashes.
 */
export function secretKey(path: string, { secretsFolder }: Routing): string {
  const inFolder = posix.relative(secretsFolder, path);
  return (inFolder.startsWith("..") ? path : inFolder).replace(/^\//, "").replaceAll("/", ".");
}
