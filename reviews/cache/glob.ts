/**
 * Whether a text matches a pattern, in which `*` is any run of characters and `?` any one. Goes back to the latest star
 * only, so that no pattern takes longer than the product of the two lengths.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, from, star] = [0, 0, -1];
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === "*") {
      [star, from] = [at++, i];
    } else if (pattern[at] === "?" || pattern[at] === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++from;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** The same pattern for Redis, to which some more characters mean something. */
export function redisGlob(pattern: string): string {
  return pattern.replace(/[[\]\\^]/g, "\\$&");
}
