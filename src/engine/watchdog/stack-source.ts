/** What became of the attempt to see where a thread is. Frames are `function (url:line:column)`, innermost first. */
export type StackTaken =
  | { readonly kind: "taken"; readonly frames: readonly string[] }
  /** The thread runs no JavaScript, so it cannot be paused: it waits in a call such as execSync. */
  | { readonly kind: "native" }
  /** A developer's debugger is attached, which is left alone. */
  | { readonly kind: "debugger" }
  | { readonly kind: "unavailable" };

/** Finds out what the application's thread is doing. */
export interface StackSource {
  /** Never rejects. */
  take(): Promise<StackTaken>;
}

/** Where no other thread can be looked into. */
export const noStacks: StackSource = { take: async () => ({ kind: "unavailable" }) };
