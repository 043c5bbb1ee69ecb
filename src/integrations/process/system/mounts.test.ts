import assert from "node:assert/strict";
import { test } from "node:test";
import { machine } from "./machine.fixture.ts";
import { fileSystems, readMounts } from "./mounts.ts";

function read(...lines: readonly string[]) {
  using here = machine({ "proc/self/mountinfo": `${lines.join("\n")}\n` });
  return readMounts(here.root);
}

/** The points that are shown of these mounts, each written as `point type source`. */
function shown(workingFolder: string, ...mounts: readonly string[]) {
  const all = mounts.map((mount) => {
    const [point, type, source] = mount.split(" ") as [string, string, string];
    return { point, root: "/", type, source };
  });
  return fileSystems(all, workingFolder).map(({ point }) => point);
}

test("a mount is read with its type, its source, and the folder of it that is mounted", () => {
  assert.deepEqual(
    read("36 35 98:0 /sub /mnt/my\\040disk rw,noatime master:1 shared:2 - ext4 /dev/sda1 rw,errors=continue"),
    [{ point: "/mnt/my disk", root: "/sub", type: "ext4", source: "/dev/sda1" }],
  );
  assert.equal(read("27 1 254:0 / / rw - ext4 /dev/vda rw")[0]?.point, "/");
});

test("of two mounts at one place the later one is seen", () => {
  const mounts = read("1 0 8:1 / /data rw - ext4 /dev/sda1 rw", "2 0 8:2 / /data rw - xfs /dev/sdb1 rw");
  assert.deepEqual(
    mounts.map(({ source }) => source),
    ["/dev/sdb1"],
  );
});

test("file systems on disks and networks are shown, those of the kernel are not", () => {
  const points = shown(
    "/srv",
    "/ ext4 /dev/sda1",
    "/proc proc proc",
    "/sys sysfs sysfs",
    "/run tmpfs tmpfs",
    "/dev devtmpfs devtmpfs",
    "/snap/core squashfs /dev/loop3",
    "/var/lib/docker/overlay2/1/merged overlay overlay",
    "/data xfs /dev/nvme0n1p2",
    "/share nfs4 files:/export",
    "/pool zfs tank/pool",
  );
  assert.deepEqual(points, ["/", "/data", "/pool", "/share"]);
});

test("in a container, the root is shown though it is an overlay, and so is what the working folder lies on", () => {
  const mounts = ["/ overlay overlay", "/tmp tmpfs tmpfs", "/app tmpfs scratch"];
  assert.deepEqual(shown("/app/reviews", ...mounts), ["/", "/app"]);
  assert.deepEqual(shown("/application", ...mounts), ["/"]);
});
