import { mkdirSync, mkdtempDisposableSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A machine's own files, in a folder that lasts as long as its scope. */
export interface Machine extends Disposable {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): void;
  remove(file: string): void;
}

export function machine(files: Readonly<Record<string, string>> = {}): Machine {
  const folder = mkdtempDisposableSync(join(tmpdir(), "farol-machine-"));
  const root = folder.path;
  const write = (more: typeof files) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write(files);
  return {
    root,
    write,
    remove: (file) => rmSync(join(root, file)),
    [Symbol.dispose]: () => folder.remove(),
  };
}

export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;

/** A machine with 8 GiB of memory, 6 of them available. */
export const MEMINFO = {
  "proc/meminfo": "MemTotal:        8388608 kB\nMemFree:          100 kB\nMemAvailable:    6291456 kB\n",
};

/** Two cores that have been busy for so many ticks, and idle for so many. */
export function cpuTimes(busy: number, idle: number): Record<string, string> {
  const columns = [busy - 2, 1, 1, idle - 5, 5, 0, 0, 0, 0, 0].join(" ");
  return { "proc/stat": `cpu  ${columns}\ncpu0 1 2 3\ncpu1 1 2 3\nintr 17 2\nbtime 1700000000\n` };
}

const CGROUP_MOUNT = "cgroup2 cgroup2 rw,nsdelegate";

/** A process in a control group, as it sees it; `mountRoot` is the group that is mounted at /sys/fs/cgroup. */
export function inGroup(group: string, mountRoot = "/"): Record<string, string> {
  return {
    "proc/self/cgroup": `0::${group}\n`,
    "proc/self/mountinfo": `34 24 0:29 ${mountRoot} /sys/fs/cgroup rw,nosuid - ${CGROUP_MOUNT}\n`,
  };
}

/** The files of one control group, whose folder lies under /sys/fs/cgroup. */
export function group(path: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [join("sys/fs/cgroup", path, name), `${text}\n`]),
  );
}
