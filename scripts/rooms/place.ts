import { posix } from "node:path";
import { ROOMS, ROOMS_OF_SUBJECTS, TOP_FILES } from "./table.ts";

/** Where a file stands. `entrance` is the file by which other rooms enter. */
export type Place =
  | { readonly kind: "room"; readonly room: string; readonly entrance: string }
  | { readonly kind: "top" }
  | { readonly kind: "reviews" }
  | { readonly kind: "elsewhere" };

/** @param path From the repository's root, with slashes. */
export function placeOf(path: string): Place {
  const [top, room = "", ...rest] = path.split("/");
  if (top === "reviews") return { kind: "reviews" };
  if (top !== "src") return { kind: "elsewhere" };
  if (rest.length === 0) return { kind: isTopFile(room) ? "top" : "elsewhere" };
  if (!Object.hasOwn(ROOMS, room)) return { kind: "elsewhere" };
  const hasSubject = ROOMS_OF_SUBJECTS.includes(room) && rest.length > 1;
  return { kind: "room", room, entrance: `src/${room}/${hasSubject ? `${rest[0]}/` : ""}index.ts` };
}

/** Tests, what they are made of, and the settings of tools. */
const SIDE_FILE = /\.(?:test|contract|fixture|config)\.tsx?$/;

function isTopFile(name: string): boolean {
  return TOP_FILES.includes(name.replace(SIDE_FILE, ".ts"));
}

/** Whether a file stands beside the program, not in it, and so may import what developers have installed. */
export function isBeside(path: string): boolean {
  return SIDE_FILE.test(path);
}

/** The path that a relative specifier means, from the repository's root; undefined when it is not relative. */
export function resolved(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}
