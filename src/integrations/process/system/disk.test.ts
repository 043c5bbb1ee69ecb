import assert from "node:assert/strict";
import { statfsSync } from "node:fs";
import { afterEach, describe, it, mock } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { recordedHost } from "../../../../test/recorded-host.ts";
import { DiskMeter, type DiskUse } from "./disk.ts";
import { type Machine, machine } from "./machine.fixture.ts";

const USE: DiskUse = { usedBytes: 30, totalBytes: 100 };

function mountinfo(...mounts: readonly string[]): Record<string, string> {
  const lines = mounts.map((mount) => `1 0 8:1 / ${mount.replace(" ", " rw - ext4 ")} rw`);
  return { "proc/self/mountinfo": `${lines.join("\n")}\n` };
}

/** A meter whose file systems answer as the test says; without an answer they hang. */
function metered(here: Machine, answers: Readonly<Record<string, () => Promise<DiskUse | undefined>>>) {
  const host = recordedHost();
  const asked: string[] = [];
  const meter = new DiskMeter(host, here.root, (folder) => {
    const point = folder.slice(here.root.length);
    asked.push(point);
    return answers[point]!();
  });
  const shown = () =>
    Object.fromEntries(
      host
        .series("system_disk_used_bytes")
        .map(({ mount }) => [
          mount,
          [
            host.value("system_disk_used_bytes", { mount: mount! }),
            host.value("system_disk_total_bytes", { mount: mount! }),
          ],
        ]),
    );
  return { meter, asked, shown };
}

describe("the disk meter", () => {
  afterEach(() => mock.timers.reset());

  it("shows each file system once, under its shortest path", async () => {
    using here = machine(mountinfo("/data/bound /dev/sda1", "/data /dev/sda1", "/big /dev/sdb1"));
    const use = async () => USE;
    const { meter, shown } = metered(here, { "/data": use, "/data/bound": use, "/big": use });
    await meter.measure();
    assert.deepEqual(shown(), { "/data": [30, 100], "/big": [30, 100] });
  });

  it("passes over single files that are mounted, and what cannot be read", async () => {
    using here = machine(mountinfo("/etc/hosts /dev/sda1", "/storage/data /dev/sda1", "/secret /dev/sdb1"));
    const { meter, shown } = metered(here, {
      "/etc/hosts": async () => undefined,
      "/storage/data": async () => USE,
      "/secret": () => Promise.reject(new Error("EACCES")),
    });
    await meter.measure();
    assert.deepEqual(shown(), { "/storage/data": [30, 100] });
  });

  it("does not wait for a file system that hangs, shows what it said last, and asks again once it has answered", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    using here = machine(mountinfo("/nfs /dev/a", "/other /dev/b"));
    const late = Promise.withResolvers<DiskUse>();
    const said = [Promise.resolve(USE), late.promise, Promise.resolve({ usedBytes: 90, totalBytes: 100 })];
    let others = 0;
    const { meter, asked, shown } = metered(here, {
      "/nfs": () => said.shift()!,
      "/other": async () => ({ usedBytes: ++others, totalBytes: 10 }),
    });
    await meter.measure();

    const second = meter.measure();
    mock.timers.tick(1000);
    await second;
    assert.deepEqual(shown(), { "/nfs": [30, 100], "/other": [2, 10] });
    await meter.measure();
    assert.deepEqual(shown(), { "/nfs": [30, 100], "/other": [3, 10] });
    assert.equal(asked.filter((point) => point === "/nfs").length, 2);

    late.resolve(USE);
    await nextTurn();
    await meter.measure();
    assert.deepEqual(shown()["/nfs"], [90, 100]);
  });

  it("does not begin a pass while one is under way", async () => {
    using here = machine(mountinfo("/data /dev/a"));
    const answer = Promise.withResolvers<DiskUse>();
    const { meter, asked } = metered(here, { "/data": () => answer.promise });
    const passes = [meter.measure(), meter.measure()];
    answer.resolve(USE);
    await Promise.all(passes);
    assert.deepEqual(asked, ["/data"]);
  });

  it("forgets what is no longer mounted", async () => {
    using here = machine(mountinfo("/data /dev/a", "/stick /dev/b"));
    const use = async () => USE;
    const { meter, shown } = metered(here, { "/data": use, "/stick": use });
    await meter.measure();
    here.write(mountinfo("/data /dev/a"));
    await meter.measure();
    assert.deepEqual(shown(), { "/data": [30, 100] });
  });

  it("writes nothing once it is closed", async () => {
    using here = machine(mountinfo("/data /dev/a"));
    const answer = Promise.withResolvers<DiskUse>();
    const { meter, shown } = metered(here, { "/data": () => answer.promise });
    const pass = meter.measure();
    meter.close();
    answer.resolve(USE);
    await pass;
    assert.deepEqual(shown(), {});
  });

  it("says of a real folder what its file system says, and passes over a real file", async () => {
    using here = machine({ ...mountinfo("/file /dev/a", "/proc /dev/b"), file: "" });
    const host = recordedHost();
    await new DiskMeter(host, here.root).measure();
    const { blocks, bfree, bsize } = statfsSync(here.root);
    const mounts = host.series("system_disk_total_bytes").map(({ mount }) => mount);
    assert.deepEqual(mounts, ["/proc"]);
    assert.equal(host.value("system_disk_total_bytes", { mount: "/proc" }), blocks * bsize);
    const used = host.value("system_disk_used_bytes", { mount: "/proc" })!;
    assert.ok(Math.abs(used - (blocks - bfree) * bsize) < 0.01 * blocks * bsize);
  });
});
