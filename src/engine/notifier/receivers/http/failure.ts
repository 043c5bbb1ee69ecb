const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses connections",
  ECONNRESET: "ended the connection before it answered",
  EPIPE: "ended the connection before it answered",
  EHOSTUNREACH: "cannot be reached",
  ENETUNREACH: "cannot be reached",
  ETIMEDOUT: "cannot be reached",
  ENOTFOUND: "has a name that DNS does not know",
  EAI_AGAIN: "has a name that cannot be looked up now, as DNS does not answer",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate of another name",
};

const FAMILIES: readonly (readonly [code: RegExp, words: string])[] = [
  [/^HPE_/, "answered with what is no HTTP"],
  [/CERT|SIGNATURE|ISSUER/, "has a certificate that nobody vouches for who is trusted here"],
  [/^ERR_(?:SSL|TLS)|^EPROTO$|^ETLS$/, "could not agree with us on TLS"],
];

/**
 * Why a server did not answer, to be read after its name: "refuses connections (ECONNREFUSED)". Made of the error's code
 * only, as messages may hold addresses.
 */
export function failureWords(error: unknown): string {
  const { code = "unknown" } = error as { readonly code?: unknown };
  const text = String(code);
  const words = WORDS[text] ?? FAMILIES.find(([family]) => family.test(text))?.[1] ?? "could not be told";
  return `${words} (${text})`;
}
