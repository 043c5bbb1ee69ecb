import { sourcePath } from "../../model/index.ts";

/** A line of a stack that names a file: `at f (file:///a.ts:1:2)`, `at async /a.ts:1:2`. */
const FRAME = /^\s+at (async )?(?:[^(]*\()?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^,]*?):(\d+):\d+\)?$/;
const LIBRARY = /[\\/]node_modules[\\/]/;

/** Where something was called from. Taking one costs 2 to 4 µs; it is written out only when it is asked for. */
export class CallSite {
  readonly #holder: { readonly stack?: unknown } = {};

  /** @param called The function whose caller is sought; called right now. */
  constructor(called: (...args: never[]) => unknown, frames: number) {
    capture(this.#holder, frames, called);
  }

  /** The first place outside of libraries, as `file:line`; undefined when there is none among the frames. */
  get place(): string | undefined {
    return placeIn(this.#holder, false);
  }

  /** The calls behind it, outside of libraries and the innermost first, a line each. */
  get stack(): string {
    try {
      return String(this.#holder.stack)
        .split("\n")
        .filter(isOutside)
        .map((line) => line.trim())
        .join("\n");
    } catch {
      return "";
    }
  }
}

/** Where in the application a promise is awaited whose handler runs right now; undefined when nobody awaits it. */
export function awaitingPlace(frames: number): string | undefined {
  const holder = {};
  capture(holder, frames);
  return placeIn(holder, true);
}

function capture(holder: object, frames: number, above?: (...args: never[]) => unknown): void {
  const limit = Error.stackTraceLimit;
  // Frozen intrinsics (node --frozen-intrinsics) let it be as it is.
  Reflect.set(Error, "stackTraceLimit", frames);
  Error.captureStackTrace(holder, above);
  Reflect.set(Error, "stackTraceLimit", limit);
}

function placeIn(holder: { readonly stack?: unknown }, onlyAwaiting: boolean): string | undefined {
  try {
    return firstOutside(String(holder.stack), onlyAwaiting);
  } catch {
    // The application may have an `Error.prepareStackTrace` of its own, which makes of a stack whatever it likes.
    return undefined;
  }
}

function isOutside(line: string): boolean {
  const [, , file] = FRAME.exec(line) ?? [];
  return file !== undefined && !LIBRARY.test(file);
}

function firstOutside(stack: string, onlyAwaiting: boolean): string | undefined {
  for (const line of stack.split("\n")) {
    const [, awaiting, file, row] = FRAME.exec(line) ?? [];
    if (file === undefined || LIBRARY.test(file)) continue;
    if (awaiting !== undefined || !onlyAwaiting) return `${sourcePath(file)}:${row}`;
  }
  return undefined;
}
