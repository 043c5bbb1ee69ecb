import { statfs } from "node:fs/promises";
import type { CheckOptions, HealthCheck } from "../check.ts";

export interface DiskCheckOptions extends CheckOptions {
  /** A folder on the file system. */
  readonly path: string;
  /** The share of its space, and of its files where their number is limited, that must be free. Default: 0.05. */
  readonly minFreeRatio?: number;
  /** So many free bytes suffice whatever their share, since 5 % of a large disk are plenty. Default: 1 GiB. */
  readonly enoughFreeBytes?: number;
}

/** Whether there is room on the file system of a folder. Default: "disk", critical, own. */
export function diskCheck({
  path,
  minFreeRatio = 0.05,
  enoughFreeBytes = 1024 ** 3,
  ...options
}: DiskCheckOptions): HealthCheck {
  return {
    name: "disk",
    severity: "critical",
    scope: "own",
    ...options,
    run: async () => {
      const { blocks, bavail, bsize, files, ffree } = await statfs(path);
      const freeRatio = bavail / blocks;
      if (freeRatio < minFreeRatio && bavail * bsize < enoughFreeBytes) {
        throw new Error(`${percent(freeRatio)} of the space is free, less than ${percent(minFreeRatio)}`);
      }
      // Some file systems, such as btrfs, know no limit and say 0.
      if (files > 0 && ffree / files < minFreeRatio) {
        throw new Error(
          `${percent(ffree / files)} of the files are free, less than ${percent(minFreeRatio)}`,
        );
      }
    },
  };
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(1)} %`;
}
