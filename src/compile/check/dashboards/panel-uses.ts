import type { Subject } from "../subject.ts";
import type { Origin, Use } from "../use.ts";

/** An expression that a panel shows. */
export type PanelUse = Use & { readonly origin: Extract<Origin, { kind: "panel" }> };

export function panelUses({ uses }: Subject): PanelUse[] {
  return uses.filter((use): use is PanelUse => use.origin.kind === "panel");
}
