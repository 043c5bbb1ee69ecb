/** Whether a text says nothing. A definition in JavaScript may leave out what TypeScript asks for. */
export function isBlank(text: string | undefined): boolean {
  return typeof text !== "string" || text.trim() === "";
}
