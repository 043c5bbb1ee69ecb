import { join } from "node:path";
import { textOf } from "../proc.ts";

/** One line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)). */
export interface Mount {
  /** Where it is mounted. */
  readonly point: string;
  /** The folder of the file system that is mounted there. */
  readonly root: string;
  /** Such as `ext4`. */
  readonly type: string;
  /** Such as `/dev/sda1`. */
  readonly source: string;
}

// 36 35 98:0 /mnt1 /mnt/parent rw,noatime master:1 - ext3 /dev/root rw,errors=continue
const LINE = /^\d+ \d+ \S+ (\S+) (\S+) .*? - (\S+) (\S+)/;

/** What is mounted for this process, in the order of mounting; where two share a point, the one that is seen. */
export function readMounts(root: string): readonly Mount[] {
  const lines = (textOf(join(root, "proc/self/mountinfo")) ?? "").split("\n");
  const byPoint = new Map<string, Mount>();
  for (const line of lines) {
    const found = LINE.exec(line)?.slice(1).map(unescaped);
    if (found === undefined) continue;
    const [within, point, type, source] = found as [string, string, string, string];
    byPoint.set(point, { point, root: within, type, source });
  }
  return [...byPoint.values()];
}

const ON_A_NETWORK = /^(?:nfs4?|cifs|smb3|ceph|glusterfs|lustre|virtiofs|9p)$/;
/** Images, which are always full. */
const READ_ONLY = /^(?:squashfs|erofs|iso9660)$/;

/**
 * The mounts that hold files: on disks and networks, and whatever the root and the working folder lie on. The shortest
 * path comes first, which is the one that people know a file system by.
 */
export function fileSystems(mounts: readonly Mount[], workingFolder: string): readonly Mount[] {
  const byLength = mounts.toSorted((a, b) => a.point.length - b.point.length);
  const working = byLength.findLast(({ point }) => isWithin(workingFolder, point));
  return byLength.filter((mount) => mount.point === "/" || mount === working || isStorage(mount));
}

function isStorage({ type, source }: Mount): boolean {
  if (type === "zfs" || ON_A_NETWORK.test(type)) return true;
  return source.startsWith("/dev/") && !READ_ONLY.test(type);
}

function isWithin(folder: string, point: string): boolean {
  return point === "/" || folder === point || folder.startsWith(`${point}/`);
}

/** Spaces and the like are written as `\040`. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
