/** Everything that can be known of the sources without running them: `npm run check`. */
import { spawn } from "node:child_process";

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "types of the console", command: ["tsc", "--noEmit", "--project", "src/console/tsconfig.json"] },
  { name: "lint and format", command: ["biome", "ci", "--colors=off", "--error-on-warnings", "."] },
  { name: "rooms", command: ["node", "scripts/rooms.ts"] },
  { name: "generated files", command: ["node", "scripts/generate.ts", "--check"] },
];
const AT_ONCE = 2;

/** Runs one check, prints what it said under its heading, and tells whether it passed. */
async function run({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const started = performance.now();
  const child = spawn(`node_modules/.bin/${program}`, args, { stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n── ${name}: ${code === 0 ? "passed" : "FAILED"} (${seconds} s)`);
  if (chunks.length > 0) console.log(Buffer.concat(chunks).toString().trimEnd());
  return code === 0;
}

async function runAll(checks: readonly Check[]): Promise<string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await run(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

const failed = await runAll(CHECKS);
console.log(failed.length === 0 ? "\nall checks passed" : `\nfailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
