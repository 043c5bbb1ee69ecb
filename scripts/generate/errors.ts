/** What is found there is not thrown, and has pages of its own. */
const CHECKS = "src/compile/check/";

/**
 * Codes that stand in the sources and not on the page of errors, or the other way round; as sentences.
 * @param sources Their texts, by path.
 */
export function errorPageFaults(sources: Readonly<Record<string, string>>, page: string): string[] {
  const texts = Object.entries(sources).filter(([path]) => !path.startsWith(CHECKS));
  const thrown = new Set(texts.flatMap(([, text]) => found(text, /\bcode: "(FAROL_[A-Z0-9_]+)"/g)));
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
