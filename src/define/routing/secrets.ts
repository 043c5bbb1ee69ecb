import { FarolError } from "../../model/index.ts";

/** Things that stand in a definition where only the path of a file may. */
const SECRETS = [/:\/\//, /^[0-9a-z]{32}$/i, /^xox[a-z]-/, /\n/];
const INLINE = /(?:key|secret|password|token|apiUrl|credentials)$/i;
const SECRET_PARAMETER = /[?&][^=&]*(?:key|token|secret|signature|password|code)=/i;
/** Addresses that are secrets themselves: whoever has one may post. */
const SECRET_HOSTS = /^(?:hooks\.slack\.com|discord(?:app)?\.com|[^.]+\.webhook\.office\.com)$/;

/**
 * Sees that a receiver was given no secret: what TypeScript refuses, JavaScript may still pass.
 * @throws FarolError FAROL_INLINE_SECRET, which does not repeat the secret
 */
export function refuseInlineSecrets(kind: string, spec: object): void {
  for (const [field, value] of Object.entries(spec)) {
    if (typeof value !== "string") continue;
    if (INLINE.test(field)) throw inline(kind, field, `Write it to a file, and give ${field}File.`);
    if (field.endsWith("File") && SECRETS.some((secret) => secret.test(value))) {
      throw inline(kind, field, "Give the path of the file that holds it.");
    }
    if (field === "url" && isSecretUrl(value))
      throw inline(kind, field, "Write it to a file, and give urlFile.");
  }
}

function isSecretUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  return url.username !== "" || SECRET_HOSTS.test(url.hostname) || SECRET_PARAMETER.test(url.search);
}

function inline(kind: string, field: string, cure: string): FarolError {
  return new FarolError({
    code: "FAROL_INLINE_SECRET",
    found: `a secret in ${field} of a receiver of ${kind}`,
    rule: "secrets stand in files, which only Alertmanager reads",
    cure,
  });
}
