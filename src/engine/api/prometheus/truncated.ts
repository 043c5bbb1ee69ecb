/** The first `limit` of a list, with the warning that Prometheus gives where there were more. */
export function truncated<T>(list: readonly T[], limit: number) {
  if (list.length <= limit) return { kept: list, warnings: [] };
  return { kept: list.slice(0, limit), warnings: ["results truncated due to limit"] };
}
