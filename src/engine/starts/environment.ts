import { createHmac } from "node:crypto";

/** What a shell, a container or a service manager sets anew each time; it says nothing of how the service is set up. */
const PASSING =
  /^(?:_|SHLVL|PWD|OLDPWD|HOSTNAME|RANDOM|WINDOWID|INVOCATION_ID|JOURNAL_STREAM|LISTEN_FDNAMES|TERM\w*|SSH_\w+|XDG_\w+|npm_\w+|\w+_PID|\w+_(?:SERVICE|PORT)_\w+)$/;
/** 32 bits: enough to see that a value is another one, too few to tell which it is. */
const DIGITS = 8;

export type Environment = Readonly<Record<string, string | undefined>>;
/** By a variable's name, a few digits of its salted hash. */
export type Fingerprints = Readonly<Record<string, string>>;

/** What can be kept of an environment whose values are secrets. */
export function fingerprints(environment: Environment, salt: string): Fingerprints {
  const kept = Object.entries(environment).filter(([name]) => !PASSING.test(name));
  return Object.fromEntries(
    kept.map(([name, value = ""]) => [
      name,
      createHmac("sha256", salt).update(`${name}=${value}`).digest("hex").slice(0, DIGITS),
    ]),
  );
}

/** The variables that one of two has otherwise than the other, or alone, by their names. */
export function changedVariables(before: Fingerprints, now: Fingerprints): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}
