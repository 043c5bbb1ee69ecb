import type { Finding } from "./finding.ts";
import { isBeside } from "./place.ts";
import type { Source } from "./source.ts";

const CLOCK_FILE = "src/model/clock.ts";
const TOO_LONG = 400;
const LONG = 250;

/** Time comes from a Clock that is passed in. */
export function checkClock({ path, clockReads }: Source): Finding[] {
  const isFree =
    path === CLOCK_FILE || !path.startsWith("src/") || path.startsWith("src/console/") || isBeside(path);
  if (isFree) return [];
  return clockReads.map(({ line, expression }) => ({
    severity: "error",
    file: path,
    line,
    found: expression,
    rule: `only ${CLOCK_FILE} reads the machine's clock`,
    reason: "a test moves a clock that is passed in, and waits for one that is not",
    cure: "Take a Clock as an argument; systemClock is passed in where the program is put together.",
  }));
}

/** A file is one thing, and one thing is short. */
export function checkLength({ path, lines }: Source): Finding[] {
  if (!path.startsWith("src/") || lines <= LONG) return [];
  return [
    {
      severity: lines > TOO_LONG ? "error" : "warning",
      file: path,
      line: lines,
      found: `${lines} lines`,
      rule: `a file of src has at most ${TOO_LONG} lines, and better under ${LONG}`,
      reason: "a file that is one thing can be read in one go",
      cure: "Name the second thing that is in it, and give it a file.",
    },
  ];
}
