/** Rows in columns, two spaces apart. Those of numbers stand to the right. */
export function table(rows: readonly (readonly string[])[], isNumber: (column: number) => boolean): string {
  const shown = rows.map((row) => row.map(visible));
  const widths = shown[0]!.map((_, column) => Math.max(...shown.map((row) => [...row[column]!].length)));
  return shown
    .map((row) => row.map((cell, column) => padded(cell, widths[column]!, isNumber(column))).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A row, and lines that are shown below it, set in. */
export interface NotedRow {
  readonly cells: readonly string[];
  readonly notes: readonly string[];
}

/** A table with its head, and below each row what is to be said of it. */
export function notedTable(
  head: readonly string[],
  rows: readonly NotedRow[],
  isNumber: (column: number) => boolean = () => false,
): string {
  const [first, ...lines] = table([head, ...rows.map(({ cells }) => cells)], isNumber).split("\n");
  const blocks = rows.flatMap(({ notes }, i) => [lines[i], ...notes.map((note) => `    ${visible(note)}`)]);
  return [first, ...blocks].join("\n");
}

/** Characters that would move the cursor, or color what follows, as escapes. */
export function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function padded(cell: string, width: number, isRight: boolean): string {
  const space = " ".repeat(width - [...cell].length);
  return isRight ? space + cell : cell + space;
}
