import type { KubernetesStack } from "../../../kubernetes-stack.ts";

/** What lies behind the folders that the service may write to: gone with the pod. */
export function volumes({ writableFolders }: KubernetesStack): object[] {
  return writableFolders.map((_, i) => ({ name: nameOf(i), emptyDir: {} }));
}

export function volumeMounts({ writableFolders }: KubernetesStack): object[] {
  return writableFolders.map((mountPath, i) => ({ name: nameOf(i), mountPath }));
}

function nameOf(index: number): string {
  return `writable-${index}`;
}
