import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Receiver, Routing } from "../../../model/index.ts";
import { secretPath } from "../../targets/alertmanager/receiver-document.ts";
import type { Finding } from "../finding.ts";

/**
 * A receiver whose secret is not in the folder that becomes the routing's folder of secrets. Files elsewhere are not
 * looked for.
 * @param folder As it is where the check runs.
 */
export function missingSecret(routing: Routing, folder: string): Finding[] {
  return routing.receivers.flatMap((receiver) =>
    secretFiles(receiver)
      .map((file) => relative(routing.secretsFolder, secretPath(routing, file)))
      .filter((file) => !file.startsWith("..") && !existsSync(join(folder, file)))
      .map((file) => ({
        code: "FAROL_SECRET_MISSING",
        place: receiver.place,
        found: `${file} of receiver "${receiver.name}"`,
        rule: `there is no such file in ${folder}, and without it nothing is sent`,
        cure: "Put it there, or name the file that holds the secret.",
      })),
  );
}

function secretFiles(receiver: Receiver): string[] {
  switch (receiver.kind) {
    case "pagerDuty":
      return [receiver.routingKeyFile];
    case "slack":
      return [receiver.apiUrlFile];
    case "email":
      return receiver.authPasswordFile === undefined ? [] : [receiver.authPasswordFile];
    case "webhook":
      return "urlFile" in receiver.to ? [receiver.to.urlFile] : [];
  }
}
