/** One thing of a definition, in words that can be compared. */
export interface Described {
  readonly kind: "metric" | "recording" | "alert" | "objective" | "dashboard" | "panel" | "receiver";
  /** Tells it from others of its kind. */
  readonly name: string;
  /** What makes it the same under another name. */
  readonly identity: string;
  /** What can be different, by what it is called. */
  readonly aspects: Readonly<Record<string, string>>;
}

/** Numbers, lists and what is not said, as a text. */
export function textOf(value: unknown): string {
  if (value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(textOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
