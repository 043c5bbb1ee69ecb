import { readFileSync } from "node:fs";

/** Time that a virtual machine's processors were ready and not let run, since it was started (proc(5), `steal`). */
export function stolenMs(): number {
  const [total] = readFileSync("/proc/stat", "latin1").split("\n");
  return Number(total!.split(/ +/)[8]) * 10;
}
