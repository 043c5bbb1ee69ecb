import { isBuiltin } from "node:module";
import type { Finding } from "./finding.ts";
import { type Packages, packageName } from "./packages.ts";
import { isBeside, type Place, placeOf, resolved } from "./place.ts";
import type { Reference, Source } from "./source.ts";
import { LIBRARY_ROOM, ROOMS, TOP_FILES } from "./table.ts";

/** What is declared for the library and for the reference application. */
export interface Declared {
  readonly library: Packages;
  readonly reviews: Packages;
}

/** Why a reference is refused. */
type Refusal = Pick<Finding, "rule" | "reason" | "cure">;

/** What one file may import: rooms by the table, libraries where they belong. */
export function checkImports(source: Source, declared: Declared): Finding[] {
  const place = placeOf(source.path);
  if (place.kind === "elsewhere") return [noRoom(source)];
  return source.references.flatMap((reference) => {
    const refusal = refusalOf(source.path, place, reference, declared);
    if (refusal === undefined) return [];
    const found = `imports "${reference.specifier}"`;
    return [{ severity: "error", file: source.path, line: reference.line, found, ...refusal }];
  });
}

function noRoom({ path }: Source): Finding {
  return {
    severity: "error",
    file: path,
    line: 1,
    found: "a file in no room",
    rule: `src holds the rooms ${Object.keys(ROOMS).join(", ")} and the files ${TOP_FILES.join(", ")}`,
    reason: "a feature is found in half a minute when every file stands under the noun it belongs to",
    cure: "Move it to its room, or give a new room its line in scripts/rooms/table.ts and docs/architecture.md.",
  };
}

function refusalOf(path: string, from: Place, reference: Reference, declared: Declared): Refusal | undefined {
  const target = resolved(path, reference.specifier);
  if (from.kind === "reviews") {
    return target === undefined
      ? refuseToReviews(path, reference.specifier, declared)
      : refuseLeavingReviews(path, target);
  }
  if (target !== undefined) return refuseFile(path, from, target);
  if (from.kind === "room" && from.room === "console")
    return refuseToConsole(reference.specifier, declared.library);
  return refuseLibrary(path, from, reference, declared.library);
}

function refuseLeavingReviews(path: string, target: string): Refusal | undefined {
  if (target.startsWith("reviews/") || (isBeside(path) && target.startsWith("test/"))) return undefined;
  return {
    rule: "reviews imports of the library only `farol` and `farol/…`",
    reason: "the reference application shows what a user writes, and a user has the package, not its sources",
    cure: "Import the package's subpath; what it does not export, a user cannot have either.",
  };
}

function refuseToReviews(
  path: string,
  specifier: string,
  { library, reviews }: Declared,
): Refusal | undefined {
  const name = packageName(specifier);
  const mayUse = isBeside(path)
    ? library.all.has(name) || reviews.all.has(name)
    : reviews.dependencies.has(name);
  if (isBuiltin(specifier) || name === "farol" || mayUse) return undefined;
  return {
    rule: "a library that the reference application runs on stands in the dependencies of reviews/package.json",
    reason: "a package that is there by chance is gone after another's update",
    cure: `Add ${name} there.`,
  };
}

function refuseFile(path: string, from: Place, target: string): Refusal | undefined {
  if (isBeside(path) && target.startsWith("test/")) return undefined;
  const to = placeOf(target);
  if (to.kind === "reviews" || to.kind === "elsewhere") {
    return target === "package.json" ? undefined : leavesSource();
  }
  if (from.kind === "room" && !mayEnter(roomsFor(path, from.room), to, target)) {
    return notOfTheTable(from.room);
  }
  const isInside = to.kind === "top" || (from.kind === "room" && from.entrance === to.entrance);
  if (isInside || target === to.entrance) return undefined;
  return {
    rule: `a room is entered by its index.ts, here ${to.entrance}`,
    reason:
      "what index.ts exports is what a room promises; everything behind it may be rebuilt without asking",
    cure: "Import index.ts; export there what is missing, if the room can promise it.",
  };
}

function leavesSource(): Refusal {
  return {
    rule: "src imports files of src",
    reason: "the package that is published holds nothing else",
    cure: "Move what is needed into the room that it belongs to.",
  };
}

function roomsFor(path: string, room: string): readonly string[] {
  const { mayImport, testsMayImport = [] } = ROOMS[room]!;
  return [room, ...mayImport, ...(isBeside(path) ? testsMayImport : [])];
}

function mayEnter(rooms: readonly string[], to: Place, target: string): boolean {
  if (to.kind === "top") return target === "src/index.ts" && rooms.includes("face");
  return to.kind === "room" && rooms.includes(to.room);
}

function notOfTheTable(room: string): Refusal {
  const { mayImport, reason } = ROOMS[room]!;
  return {
    rule: `${room} may import ${mayImport.length === 0 ? "nothing of src" : mayImport.join(", ")}`,
    reason,
    cure: "Move the code to the room that has what it needs, or let the two meet through an interface in model.",
  };
}

function refuseToConsole(specifier: string, { all }: Packages): Refusal | undefined {
  if (isBuiltin(specifier) || all.has(packageName(specifier))) return undefined;
  return undeclared(specifier, "devDependencies, since the console is built before it is published");
}

function refuseLibrary(
  path: string,
  from: Place,
  reference: Reference,
  packages: Packages,
): Refusal | undefined {
  const { specifier, typeOnly } = reference;
  const name = packageName(specifier);
  if (isBuiltin(specifier) || packages.dependencies.has(name)) return undefined;
  if (name === "farol") return ownName();
  if (isBeside(path)) return packages.all.has(name) ? undefined : undeclared(specifier, "devDependencies");
  if (from.kind !== "room" || from.room !== LIBRARY_ROOM) return foreign(name);
  return typeOnly ? undefined : loaded(name);
}

function undeclared(specifier: string, where: string): Refusal {
  return {
    rule: `a library stands in the ${where}`,
    reason: "a package that is there by chance is gone after another's update",
    cure: `Add ${packageName(specifier)} to package.json.`,
  };
}

function ownName(): Refusal {
  return {
    rule: "src names its own files by their path",
    reason: "by its own name, a room could be entered from where the table does not let it",
    cure: "Write the relative path of the room's index.ts.",
  };
}

function foreign(name: string): Refusal {
  return {
    rule: `src imports packages that stand in dependencies; others only as types, and only in ${LIBRARY_ROOM}/`,
    reason:
      "a user has only the dependencies; and what knows a library is found in one room, one file a library",
    cure: `Move what knows ${name} to ${LIBRARY_ROOM}/, or add ${name} to dependencies if Farol itself runs on it.`,
  };
}

function loaded(name: string): Refusal {
  return {
    rule: `${LIBRARY_ROOM}/ names libraries of the observed application with \`import type\` only`,
    reason:
      "the application hands its own copy over; loading another one would watch the wrong copy, or fail",
    cure: `Write \`import type\` for the whole declaration, and take ${name}'s objects as arguments.`,
  };
}
