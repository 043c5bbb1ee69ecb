/** Why a service did not do, or tell, what it was asked, by its answer. */
export function refusalText(status: number, json: unknown, url: URL): string {
  const { title, detail } = (json ?? {}) as { title?: string; detail?: string };
  if (title !== undefined) return `${url.origin} answers ${status}, ${title}. ${detail ?? ""}`.trim();
  return `${url.href} answers ${status}, which is not from Farol. Is --url the address of the service?`;
}
