import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import type { Reply } from "./endpoint.ts";
import { Problem } from "./problem.ts";

/** Where the console is served. */
export const CONSOLE_PATH = "/farol/";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const NOT_BUILT = `Farol's console has not been built.

"npm start" builds it. What it would show can be asked for at /api/v1/monitoring/docs.
`;

/**
 * A file of the built console. Addresses that name no file are the console's own, so they get its page.
 * @throws Problem FAROL_NO_SUCH_PAGE when a file is named that is not there.
 */
export async function consoleFile(directory: string | undefined, path: string): Promise<Reply> {
  if (directory === undefined) return notBuilt();
  const wanted = path.slice(CONSOLE_PATH.length);
  if (extname(wanted) === "") return (await fileReply(directory, "index.html")) ?? notBuilt();
  const reply = await fileReply(directory, decodeURIComponent(wanted));
  if (reply === undefined) throw new Problem("FAROL_NO_SUCH_PAGE", `The console has no file ${wanted}`);
  return reply;
}

async function fileReply(directory: string, name: string): Promise<Reply | undefined> {
  const root = resolve(directory);
  const file = resolve(root, name);
  const contentType = TYPES[extname(file)];
  if (!file.startsWith(root + sep) || file.includes("\0") || contentType === undefined) return undefined;
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) return undefined;
  // Vite puts a hash of the content into the names of what it writes to assets/.
  const isHashed = name.startsWith("assets/");
  const cacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
  return { status: 200, contentType, headers: { "cache-control": cacheControl }, body };
}

function notBuilt(): Reply {
  return { status: 503, contentType: "text/plain; charset=utf-8", body: NOT_BUILT };
}
