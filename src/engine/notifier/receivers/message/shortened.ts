/** A text of at most so many UTF-16 units: cut at a line's end where one is near, with an ellipsis for what is missing. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const lineEnd = cut.lastIndexOf("\n");
  const kept = lineEnd > most * 0.8 ? cut.slice(0, lineEnd + 1) : cut.replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}…`;
}

/** A text as one line without control characters, of at most so many UTF-16 units. */
export function oneLine(text: string, most: number): string {
  return shortened(text.replace(/[\p{Cc}\s]+/gu, " ").trim(), most);
}
