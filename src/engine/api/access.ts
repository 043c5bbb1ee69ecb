import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { Problem } from "./problem.ts";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Header in which the application's server says for whom it forwards; it strips what came in from outside. */
const CLIENT_HEADER = "x-farol-client";

/** What it takes to be answered: nothing; to be on this machine or to know the token; to know the token. */
export type Access = "open" | "reading" | "writing";

/**
 * Whether a request may be answered. Open things are for everyone; reading is for this machine, and for who knows
 * the token; writing is only for who knows it, since any page that a browser on this machine shows could ask. A page of a foreign name that resolves to this machine (DNS rebinding) counts as another machine.
 * @throws Problem FAROL_FOREIGN_HOST, FAROL_UNAUTHORIZED
 */
export function checkAccess(request: IncomingMessage, access: Access, token: string | undefined): void {
  const isOwnName = namesThisMachine(request.headers.host);
  const isDirect = forwardedClient(request) === undefined;
  if (isDirect && !isOwnName) throw foreignHost(request.headers.host);
  if (access === "open") return;
  if (access === "reading" && isLoopback(clientOf(request)) && isOwnName) return;
  if (token === undefined || !carries(request, token)) throw unauthorized(access);
}

/** The address of who asks, also when our own server forwards. */
export function clientOf(request: IncomingMessage): string {
  return forwardedClient(request) ?? request.socket.remoteAddress ?? "";
}

/** For whom our own server forwards. From another machine the header says nothing. */
function forwardedClient({ headers, socket }: IncomingMessage): string | undefined {
  const client = headers[CLIENT_HEADER];
  return typeof client === "string" && isLoopback(socket.remoteAddress ?? "") ? client : undefined;
}

function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Names that no foreign page can have: localhost, and addresses. */
function namesThisMachine(host: string | undefined): boolean {
  const url = URL.parse(`http://${host ?? ""}`);
  if (url === null) return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name.endsWith(".localhost") || isIP(name) !== 0;
}

function carries({ headers }: IncomingMessage, token: string): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  // Digests have one length whatever was given, which timingSafeEqual needs.
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function foreignHost(host: string | undefined): Problem {
  return new Problem(
    "FAROL_FOREIGN_HOST",
    `Host: ${host ?? "none"}: this port answers to localhost and to addresses only`,
  );
}

function unauthorized(access: Access): Problem {
  const who = access === "writing" ? "What changes something" : "From another machine this";
  return new Problem(
    "FAROL_UNAUTHORIZED",
    `${who} needs the token that the service printed when it started, as Authorization: Bearer <token>`,
    { "www-authenticate": 'Bearer realm="farol"' },
  );
}
