import { userInfo } from "node:os";
import { UsageError } from "./command.ts";

/** Who says something to others: as it is given, or whoever runs the program. @throws UsageError where that is nobody */
export function authorOf(given: string | undefined): string {
  const author = given ?? userName();
  if (author === undefined || author.trim() === "") throw new UsageError("Say who you are, as --author ana");
  return author;
}

/** A container's user may have no name. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER;
  }
}
