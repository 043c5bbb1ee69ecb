import { isDeepStrictEqual } from "node:util";
import type { RuleGroupSpec } from "../rule-file/rule-group-spec.ts";
import type { RuleSettings } from "./rule-settings.ts";
import { RunningGroup } from "./running-group.ts";

/** The groups that run after a reload, and those that do no more: their series are to be ended. */
export interface Reload {
  readonly groups: readonly RunningGroup[];
  readonly removed: readonly RunningGroup[];
}

/** Makes the running groups those of new specs. What stayed the same runs on; what changed keeps the state of its rules. */
export function reloaded(
  running: readonly RunningGroup[],
  specs: readonly RuleGroupSpec[],
  settings: RuleSettings = {},
): Reload {
  const before = new Map(running.map((group) => [keyOf(group.spec), group]));
  const groups = specs.map((spec) => {
    const known = before.get(keyOf(spec));
    before.delete(keyOf(spec));
    if (known !== undefined && isDeepStrictEqual(known.spec, spec)) return known;
    const group = new RunningGroup(spec, settings);
    if (known !== undefined) group.takeOver(known);
    return group;
  });
  return { groups, removed: [...before.values()] };
}

/** Names are unique in a file only. */
function keyOf({ file, name }: RuleGroupSpec): string {
  return JSON.stringify([file, name]);
}
