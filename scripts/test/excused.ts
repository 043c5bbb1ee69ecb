/** How the reason begins for which a test may be skipped everywhere, CI included: nothing can install what it needs. */
export const NOT_OURS = "needs data that is not part of the project";

export function isExcused({ reason }: { readonly reason: string }): boolean {
  return reason.startsWith(NOT_OURS);
}
