import type { Client } from "./client.ts";
import { API } from "./paths.ts";

interface Page {
  readonly items: readonly { readonly name: string }[];
  readonly nextCursor: string | null;
}

/** The names of all metrics that exist. Asked first, so that nothing is asked of one that does not. */
export async function getFamilyNames(client: Client, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const parameters = { limit: 100, ...(cursor && { cursor }) };
    const page: Page = await client.get(`${API}/metrics`, { parameters, signal });
    for (const { name } of page.items) names.add(name);
    cursor = page.nextCursor;
  }
  return names;
}
