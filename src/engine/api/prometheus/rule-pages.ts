import { createHash } from "node:crypto";
import { goQuote } from "../../../promql/index.ts";
import { invalidParameter } from "./api-error.ts";
import { wholeNumber } from "./parameters.ts";

/** What tells a group from every other. */
interface Named {
  readonly file: string;
  readonly name: string;
}

/** Some of the groups, and where the next page begins, if there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * The page of groups that `group_limit` and `group_next_token` ask for.
 * @param groups All of them, in order
 * @param made What is told of a group; undefined leaves it out, and it does not count
 * @throws ApiError
 */
export function pageOf<G, T>(
  given: URLSearchParams,
  groups: readonly G[],
  nameOf: (group: G) => Named,
  made: (group: G) => T | undefined,
): Page<T> {
  const limit = readLimit(given);
  const token = limit === undefined ? "" : (given.get("group_next_token") ?? "");
  const start = token === "" ? 0 : groups.findIndex((group) => tokenOf(nameOf(group)) === token);
  if (start < 0)
    throw invalidParameter(
      "group_next_token",
      `invalid group_next_token '${token}'. were rule groups changed?`,
    );
  const items: T[] = [];
  for (const group of groups.slice(start)) {
    const item = made(group);
    if (item === undefined) continue;
    if (items.length === limit) return { items, nextToken: tokenOf(nameOf(group)) };
    items.push(item);
  }
  return { items, nextToken: undefined };
}

function readLimit(given: URLSearchParams): number | undefined {
  const text = given.get("group_limit") ?? "";
  if (text === "" && given.get("group_next_token"))
    throw invalidParameter(
      "group_next_token",
      "group_limit needs to be present in order to paginate over the groups",
    );
  if (text === "") return undefined;
  const limit = wholeNumber(text);
  if (limit === undefined || Math.abs(limit) >= 2 ** 31) {
    const fault = /^[+-]?\d+$/.test(text) ? "value out of range" : "invalid syntax";
    const reason = `strconv.ParseInt: parsing ${goQuote(text)}: ${fault}`;
    throw invalidParameter("group_limit", `group_limit needs to be a valid number: ${reason}`);
  }
  if (limit <= 0) throw invalidParameter("group_limit", "group_limit needs to be greater than 0");
  return limit;
}

/** Prometheus' own, so that a page of one is a page of the other. */
function tokenOf({ file, name }: Named): string {
  return createHash("sha1").update(`${file};${name}`).digest("hex");
}
