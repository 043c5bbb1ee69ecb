import { FarolError, LABEL_NAME } from "../../../model/index.ts";
import { isAtLeast } from "../../versions.ts";

/** What not every version from 0.25 on can do. */
const ABILITIES = {
  // 0.26 and 0.27 have url_file, and crash when such a webhook answers with an error (prometheus/alertmanager#3798).
  urlFile: { since: "0.28", what: "a webhook whose address stands in a file" },
  utf8Labels: { since: "0.27", what: "a label of other characters than letters, digits and _" },
  utf8Equal: {
    since: "0.28",
    what: "an inhibition on a label of other characters than letters, digits and _",
  },
} as const;

/** @throws FarolError FAROL_VERSION when this version of Alertmanager is not able to. */
export function checkAbility(ability: keyof typeof ABILITIES, version: string, where: string): void {
  const { since, what } = ABILITIES[ability];
  if (isAtLeast(version, since)) return;
  throw new FarolError({
    code: "FAROL_VERSION",
    found: `${where}, for Alertmanager ${version}`,
    rule: `${what} is safe since Alertmanager ${since}`,
    cure: "Write it otherwise, or name a version that can.",
  });
}

/** @throws FarolError FAROL_VERSION when this version cannot have labels of these names there. */
export function checkLabels(
  labels: readonly string[],
  ability: "utf8Labels" | "utf8Equal",
  version: string,
): void {
  const other = labels.find((label) => !LABEL_NAME.test(label));
  if (other !== undefined) checkAbility(ability, version, `the label "${other}"`);
}
