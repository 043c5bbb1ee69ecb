import { isIP } from "node:net";
import { queryEscape } from "./escapes.ts";

/** `web-1:8080` as `web-1`. */
export function stripPort(address: string): string {
  return split(address)?.host ?? address;
}

/** `web-1.example.org:8080` as `web-1:8080`; an IP address stays. */
export function stripDomain(address: string): string {
  const { host, port } = split(address) ?? { host: address, port: "" };
  if (!host.includes("%") && isIP(host) !== 0) return address;
  const name = host.split(".", 1)[0]!;
  if (port === "") return name;
  return name.includes(":") ? `[${name}]:${port}` : `${name}:${port}`;
}

/** Where Prometheus shows an expression as a graph. */
export function graphLink(expr: string): string {
  return `/graph?g0.expr=${queryEscape(expr)}&g0.tab=0`;
}

/** The same, as a table. */
export function tableLink(expr: string): string {
  return `/graph?g0.expr=${queryEscape(expr)}&g0.tab=1`;
}

/** Go's `net.SplitHostPort`; undefined where it fails. */
function split(address: string): { readonly host: string; readonly port: string } | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^[\]]*)\]|([^[\]:]*)):([^[\]:]*)$/.exec(address) ?? [];
  return port === undefined ? undefined : { host: bracketed ?? plain!, port };
}
