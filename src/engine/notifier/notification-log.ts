/** What there is to tell of a group: the fingerprints of its alerts, without those that nobody shall hear of. */
export interface GroupState {
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
}

/** What a receiver was told of a group last. */
export interface Told extends GroupState {
  /** Wall time in milliseconds when the receiver took it. */
  readonly atMs: number;
}

interface Tolerance {
  readonly sendResolved: boolean;
  readonly repeatIntervalMs: number;
}

/** Whether a receiver is to be told of a group, by Alertmanager's rules (`DedupStage` in its notify/notify.go). */
export function needsTelling(
  told: Told | undefined,
  { firing, resolved }: GroupState,
  { sendResolved, repeatIntervalMs }: Tolerance,
  nowMs: number,
): boolean {
  if (told === undefined) return firing.length > 0;
  if (!isSubset(firing, told.firing)) return true;
  if (firing.length === 0) return told.firing.length > 0;
  if (sendResolved && !isSubset(resolved, told.resolved)) return true;
  return told.atMs < nowMs - repeatIntervalMs;
}

export function isSameState(a: GroupState, b: GroupState): boolean {
  return isSameSet(a.firing, b.firing) && isSameSet(a.resolved, b.resolved);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && isSubset(a, b);
}

function isSubset(part: readonly string[], whole: readonly string[]): boolean {
  const all = new Set(whole);
  return part.every((one) => all.has(one));
}
