import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { newFolder, opened } from "./script.fixture.ts";

const KILLS = 20;
const program = fileURLToPath(new URL("./killed-writer.fixture.ts", import.meta.url));

/** Lets a process write, and kills it after so many ticks. @returns The last tick that it said it had written. */
async function writtenUntilKilled(path: string, ticks: number): Promise<number> {
  const child = spawn(process.execPath, [program, path], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let [said, last] = [0, 0];
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    said += 1;
    if (said === ticks) child.kill("SIGKILL");
  }
  assert.deepEqual(await ended, [null, "SIGKILL"]);
  return last;
}

test("a process that is killed loses at most the tick that it was writing, twenty times over", async (t) => {
  const path = newFolder(t);
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await writtenUntilKilled(path, 3 + 5 * kill);
    const { store, told } = opened(path);
    const columns = Object.values(store.memory.content());
    const last = columns[0]!.length;
    // More than it said when what it printed last was still on its way.
    assert.ok(last >= said, `${last} after ${said}`);
    for (const column of columns) {
      assert.deepEqual(
        column,
        Array.from(column, (_, i) => [(i + 1) * 15_000, bitsOf(i + 1)]),
      );
      assert.equal(column.length, last);
    }
    assert.deepEqual(told, []);
    await store.close();
  }
});

function bitsOf(value: number): string {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!.toString(16);
}
