/** Codes that stand in the sources and not on the page of errors, or the other way round; as sentences. */
export function errorPageFaults(sources: readonly string[], page: string): string[] {
  const thrown = new Set(sources.flatMap((text) => found(text, /\bcode: "(FAROL_[A-Z0-9_]+)"/g)));
  const documented = new Set(found(page, /^## (FAROL_[A-Z0-9_]+)$/gm));
  return [
    ...[...thrown.difference(documented)].map(
      (code) => `docs/errors.md does not explain ${code}: add "## ${code}" with its cause and its cure`,
    ),
    ...[...documented.difference(thrown)].map(
      (code) => `docs/errors.md explains ${code}, which nothing throws: take it out`,
    ),
  ].sort();
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}
