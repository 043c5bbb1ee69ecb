/** Shorter ones would take words out of what people are told, and could be guessed anyway. */
const SHORTEST = 4;

/** A text in which none of these secrets is left, nor what a server may make of them when it repeats them. */
export function redacted(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap(formsOf).filter((form) => form.length >= SHORTEST);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, form) => left.replaceAll(form, "[secret]"), text);
}

/** What of an address may not be repeated: all but its scheme and host. */
export function secretsOfUrl(url: URL): string[] {
  const { href, pathname, search, hash, username, password, searchParams } = url;
  const parts = [
    pathname,
    search,
    hash,
    username,
    password,
    ...pathname.split("/"),
    ...searchParams.values(),
  ];
  return [href, `${pathname}${search}`, `${username}:${password}`, ...parts];
}

function formsOf(secret: string): string[] {
  const plain = decoded(secret);
  const forms = [secret, plain, encodeURIComponent(plain), JSON.stringify(plain).slice(1, -1)];
  return [...forms, ...forms.map((form) => Buffer.from(form).toString("base64"))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
