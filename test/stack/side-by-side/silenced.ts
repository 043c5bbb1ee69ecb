/** Nobody shall hear of alerts with this label, until then: a time of RFC 3339. */
export interface Silenced {
  readonly label: string;
  readonly value: string;
  readonly until: string;
}

/** @throws Error with the answer, when it is no success */
export async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
}
