/** A change as a machine proposes it. */
export function proposal(index: number) {
  return {
    title: `Change ${index}`,
    source: "benchmark",
    severity: (["low", "medium", "high", "critical"] as const)[index % 4],
    diff: "-select *\n+select id",
    evidence: [{ kind: "metric", summary: "Sequential scans", content: "12,000 a minute" }],
  };
}
