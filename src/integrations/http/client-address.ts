import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * Where a request comes from: the nearest address that is not this machine's own, among the connection's other end and
 * the addresses that proxies say they forward for. A loopback address only when every one is: so neither a proxy on this
 * machine nor a header that a client made up lets a stranger pass for local. `unknown` for what is not an address.
 */
export function clientAddress(request: IncomingMessage): string {
  const hops = [...forwardedFor(request), request.socket.remoteAddress ?? "unknown"];
  return hops.findLast((hop) => !isLoopback(hop)) ?? hops.at(-1)!;
}

/** Farthest first, as the headers have them. */
function forwardedFor({ headers }: IncomingMessage): string[] {
  const listed = [headers["x-forwarded-for"], headers["x-real-ip"]]
    .flat()
    .flatMap((it) => it?.split(",") ?? []);
  const forwarded = headers.forwarded === undefined ? [] : forwardedNodes(headers.forwarded);
  return [...listed, ...forwarded].map(address);
}

/** The `for` of each element (RFC 7239, 4); an element without one hides somebody. */
function forwardedNodes(header: string): string[] {
  return header.split(",").map((element) => /(?:^|;)\s*for\s*=\s*([^;]*)/i.exec(element)?.[1] ?? "");
}

/** Takes quotes, brackets and a port away. */
function address(node: string): string {
  const bare = node.trim().replace(/^"(.*)"$/, "$1");
  const host = /^\[(.*)\](?::\d+)?$/.exec(bare)?.[1] ?? bare.replace(/^([^:]*):\d+$/, "$1");
  return isIP(host) === 0 ? "unknown" : host;
}

function isLoopback(host: string): boolean {
  return host === "::1" || /^(::ffff:)?127\./i.test(host);
}
