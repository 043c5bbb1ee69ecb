import { LABEL_NAME } from "../../model/index.ts";
import type { Query } from "./query.ts";

/** Whether a label may have that name: since 3.0 any text. */
export function isLabelName(name: string, { isV3 }: Query): boolean {
  if (isV3) return name !== "" && name.isWellFormed();
  return LABEL_NAME.test(name) || /^__\w*$/.test(name);
}
