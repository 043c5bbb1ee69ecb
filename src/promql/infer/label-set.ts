/** Whether all results have a label, or only some may. */
export type Presence = "always" | "maybe";

/** The labels of results. `isOpen`: there may be others, since some series is not known. */
export interface LabelSet {
  readonly labels: ReadonlyMap<string, Presence>;
  readonly isOpen: boolean;
}

export const NO_LABELS: LabelSet = { labels: new Map(), isOpen: false };
export const ANY_LABELS: LabelSet = { labels: new Map(), isOpen: true };

export function labelSet(names: Iterable<string>, presence: Presence = "always"): LabelSet {
  return { labels: new Map([...names].map((name) => [name, presence])), isOpen: false };
}

/** Whether a result has this label: always, maybe, or never. */
export function presenceOf({ labels, isOpen }: LabelSet, name: string): Presence | "never" {
  return labels.get(name) ?? (isOpen ? "maybe" : "never");
}

/** `by (names)`: these, as far as they are there. */
export function keep(set: LabelSet, names: readonly string[]): LabelSet {
  const kept = names.flatMap((name) => {
    const presence = presenceOf(set, name);
    return presence === "never" ? [] : [[name, presence] as const];
  });
  return { labels: new Map(kept), isOpen: false };
}

/** `without (names)`. */
export function drop({ labels, isOpen }: LabelSet, names: readonly string[]): LabelSet {
  return { labels: new Map([...labels].filter(([name]) => !names.includes(name))), isOpen };
}

export function add({ labels, isOpen }: LabelSet, name: string, presence: Presence): LabelSet {
  const before = labels.get(name);
  return { labels: new Map([...labels, [name, before === "always" ? before : presence]]), isOpen };
}

/** What results have of which each comes from one side or the other. */
export function either(a: LabelSet, b: LabelSet): LabelSet {
  const names = new Set([...a.labels.keys(), ...b.labels.keys()]);
  const presences = [...names].map((name) => {
    const isCertain = presenceOf(a, name) === "always" && presenceOf(b, name) === "always";
    return [name, isCertain ? "always" : "maybe"] as const;
  });
  return { labels: new Map(presences), isOpen: a.isOpen || b.isOpen };
}
