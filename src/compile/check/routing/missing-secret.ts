import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { secretPath } from "../../targets/alertmanager/receiver-document.ts";
import { secretFiles } from "../../targets/alertmanager/secret-files.ts";
import type { Check } from "../check.ts";

/**
 * A receiver whose secret is not in the folder that becomes the routing's folder of secrets. Files elsewhere are not
 * looked for.
 */
export const missingSecret: Check = {
  code: "FAROL_SECRET_MISSING",
  level: "error",
  title: "A secret whose file is not there",
  why: "Receivers name the files that their secrets are in. Without the file nothing is sent, and Alertmanager says so only when it should notify. Looked for only where the check is given the folder whose files become the routing's `secretsFolder`, and only in it.",
  find: ({ monitoring: { routing }, options: { secretsFolder: folder } }) => {
    if (routing === undefined || folder === undefined) return [];
    return routing.receivers.flatMap((receiver) =>
      secretFiles(receiver)
        .map((file) => relative(routing.secretsFolder, secretPath(routing, file)))
        .filter((file) => !file.startsWith("..") && !existsSync(join(folder, file)))
        .map((file) => ({
          place: receiver.place,
          found: `the file ${file} of receiver "${receiver.name}"`,
          rule: "it is not in the folder of secrets, and without it nothing is sent",
          cure: "Put it there, or name the file that holds the secret.",
        })),
    );
  },
};
