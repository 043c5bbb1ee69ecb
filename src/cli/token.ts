import { readFileSync } from "node:fs";
import { UsageError } from "./command.ts";

/** For `readOptions`: where a command finds the service's token. */
export const TOKEN_OPTIONS = { token: { type: "string" }, "token-file": { type: "string" } } as const;

export const TOKEN_HELP = `  --token-file <path>    a file that holds the service's token
  --token <token>        the token itself; other users of this machine can see it`;

/**
 * The service's token: as it is given, from a file, or from FAROL_TOKEN; undefined where there is none.
 * @throws UsageError when the file cannot be read, or a header cannot carry the token
 */
export function readToken(given: {
  readonly token?: string | undefined;
  readonly "token-file"?: string | undefined;
}): string | undefined {
  const token = (given.token ?? tokenIn(given["token-file"]) ?? process.env.FAROL_TOKEN ?? "").trim();
  if (token === "") return undefined;
  // What a header cannot carry would fail as a connection does.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError("The token holds spaces or other characters that it cannot");
  return token;
}

/** The same, where there has to be one. @throws UsageError as well where there is none */
export function neededToken(given: Parameters<typeof readToken>[0]): string {
  const token = readToken(given);
  if (token === undefined)
    throw new UsageError("A token is needed: name its file with --token-file, or set FAROL_TOKEN");
  return token;
}

function tokenIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--token-file ${path} cannot be read: ${(error as Error).message}`);
  }
}
