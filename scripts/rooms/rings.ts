import type { Finding } from "./finding.ts";
import { resolved } from "./place.ts";
import type { Source } from "./source.ts";

/** Files that import each other in a ring, types included. One finding a ring, at the import that closes it. */
export function checkRings(sources: readonly Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const trail: string[] = [];
  const findings: Finding[] = [];

  function visit(source: Source): void {
    if (done.has(source.path)) return;
    trail.push(source.path);
    for (const { specifier, line } of source.references) {
      const target = byPath.get(resolved(source.path, specifier) ?? "");
      if (target === undefined) continue;
      const begin = trail.indexOf(target.path);
      if (begin >= 0) findings.push(ring(source.path, line, [...trail.slice(begin), target.path]));
      else visit(target);
    }
    trail.pop();
    done.add(source.path);
  }

  for (const source of sources) visit(source);
  return findings;
}

function ring(file: string, line: number, path: readonly string[]): Finding {
  return {
    severity: "error",
    file,
    line,
    found: `a ring: ${path.join(" → ")}`,
    rule: "files do not import each other in a ring",
    reason: "files in a ring can only be read, tested and moved all at once",
    cure: "Move what both need to a file of its own, or hand it over as an argument.",
  };
}
