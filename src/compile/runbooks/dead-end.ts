import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { nearestName } from "../../model/index.ts";
import type { RunbookPage, RunbookPages } from "./pages.ts";
import { pageName } from "./runbook-users.ts";

/** Why an address leads nowhere. */
export interface DeadEnd {
  readonly rule: string;
  /** What there is, and is nearest to it. */
  readonly nearest: string | undefined;
}

/**
 * Whether an address such as `RB-001-incident-response.md#diagnosis` leads nowhere. Nobody goes to other hosts for that.
 * @param from The page that it stands in. Default: none, and then it can only be another page's.
 */
export function deadEnd(address: string, pages: RunbookPages, from?: RunbookPage): DeadEnd | undefined {
  if (from !== undefined && /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address)) return undefined;
  const whole = decoded(address);
  const name = pageName(whole);
  const [, anchor] = whole.split("#", 2);
  const page = name === "" ? from : pages.get(name);
  if (page !== undefined) return deadAnchor(page, anchor);
  if (from !== undefined && existsSync(join(dirname(from.file), name))) return undefined;
  return { rule: "no folder of runbooks has that page", nearest: nearestName(name, pages.keys()) };
}

function deadAnchor({ name, anchors }: RunbookPage, anchor: string | undefined): DeadEnd | undefined {
  if (anchor === undefined || anchor === "" || anchors.has(anchor)) return undefined;
  const nearest = nearestName(anchor, anchors);
  return {
    rule: `${name} has no heading of that name`,
    nearest: nearest && `${name}#${nearest}`,
  };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
