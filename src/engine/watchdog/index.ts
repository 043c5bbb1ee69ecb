export { mainThreadStacks, startedForDebugger } from "./inspector-stacks.ts";
export { noStacks, type StackSource, type StackTaken } from "./stack-source.ts";
export { BLOCKED_AFTER_MS, type Blockage, type ThreadState, Watchdog } from "./watchdog.ts";
