/** When Alertmanager tells one receiver of what, reckoned second by second: slow, and simple enough to be believed. */

/** An alert that begins or ends at a second. Its group is the number in its name: S0, T0, U0 belong together. */
export interface ModelEvent {
  readonly atSecond: number;
  readonly kind: "fire" | "end";
  readonly name: string;
}

export const TIMES = { wait: 5, interval: 20, repeat: 60 };

interface ModelGroup {
  next: number;
  readonly members: Set<string>;
  told?: { readonly firing: string[]; readonly resolved: string[]; readonly at: number };
}

/** @returns Lines such as `25 S0 -U0`: the second, what fires, what ended. S inhibits T of the same group. */
export function modelOf(events: readonly ModelEvent[], seconds: number): string[] {
  const model = new Model();
  const everySecond = Array.from({ length: seconds + 1 }, (_, second) => second);
  return everySecond.flatMap((now) => {
    const lines = model.look(now);
    for (const event of events) if (event.atSecond === now) model.happen(event, now);
    return lines;
  });
}

class Model {
  readonly #firing = new Set<string>();
  readonly #groups = new Map<string, ModelGroup>();
  readonly #told = new Map<string, ModelGroup["told"]>();

  happen({ kind, name }: ModelEvent, now: number): void {
    if (kind === "end") {
      this.#firing.delete(name);
      return;
    }
    this.#firing.add(name);
    const key = name.slice(1);
    const last = this.#told.get(key);
    const begun = { next: now + TIMES.wait, members: new Set<string>(), ...(last && { told: last }) };
    const group = this.#groups.get(key) ?? begun;
    group.members.add(name);
    this.#groups.set(key, group);
  }

  look(now: number): string[] {
    return [...this.#groups].flatMap(([key, group]) =>
      group.next <= now ? this.#lookAt(key, group, now) : [],
    );
  }

  #lookAt(key: string, group: ModelGroup, now: number): string[] {
    const isInhibited = (name: string) => name.startsWith("T") && this.#firing.has(`S${key}`);
    const heard = [...group.members].filter((name) => !isInhibited(name)).sort();
    const line = told(group, heard, this.#firing, now);
    group.next = now + TIMES.interval;
    for (const name of group.members) if (!this.#firing.has(name)) group.members.delete(name);
    this.#told.set(key, group.told);
    if (group.members.size === 0) this.#groups.delete(key);
    return line === undefined ? [] : [line];
  }
}

/** What is told of a group now, if anything, which it then remembers. */
function told(
  group: ModelGroup,
  heard: string[],
  firing: ReadonlySet<string>,
  now: number,
): string | undefined {
  const fires = heard.filter((name) => firing.has(name));
  const ended = heard.filter((name) => !firing.has(name));
  const { told: last } = group;
  const isNew = fires.some((name) => !last?.firing.includes(name));
  const isLastEnd = fires.length === 0 && (last?.firing.length ?? 0) > 0;
  const isEnd = fires.length > 0 && ended.some((name) => !last?.resolved.includes(name));
  const isLate = fires.length > 0 && now - (last?.at ?? now) > TIMES.repeat;
  if (heard.length === 0 || !(isNew || isLastEnd || isEnd || isLate)) return undefined;
  group.told = { firing: fires, resolved: ended, at: now };
  return [now, ...fires, ...ended.map((name) => `-${name}`)].join(" ");
}
