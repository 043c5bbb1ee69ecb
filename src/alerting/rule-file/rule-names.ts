import { METRIC_NAME } from "../../model/index.ts";
import type { Semantics } from "../../promql/index.ts";
import type { YamlValue } from "./yaml-value.ts";

const LETTERS = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** What names of labels and annotations are, since 3.0 and before. */
const NAMES = { v2: "letters, digits and _, and no digit first", v3: "any text that is not empty" } as const;

/** @throws FarolError FAROL_RULE_FILE for a name that a metric cannot have */
export function checkRecord(record: YamlValue, semantics: Semantics): void {
  const name = record.text();
  const isName = semantics === "v2" ? METRIC_NAME.test(name) : name.isWellFormed();
  if (!isName)
    throw record.fault(
      `record "${name}"`,
      "a metric's name holds letters, digits, _ and :",
      "Name it otherwise.",
    );
  if (/[{}]/.test(name))
    throw record.fault(
      `record "${name}"`,
      "a metric's name holds no braces",
      "Set labels under `labels`, and select series in `expr`.",
    );
}

/** @throws FarolError FAROL_RULE_FILE for names and values that labels cannot have */
export function checkLabels(labels: YamlValue, semantics: Semantics): void {
  checkNames("label", labels, semantics);
  for (const [name, value] of labels.entries()) {
    if (name === "__name__")
      throw value.fault(
        'label "__name__"',
        "a metric's name is no label",
        "A recording's name is its `record`.",
      );
    if (!value.text().isWellFormed())
      throw value.fault(`label "${name}"`, "its value is UTF-8", "Take out what is no character.");
  }
}

/** @throws FarolError FAROL_RULE_FILE for names that labels and annotations cannot have */
export function checkNames(what: "label" | "annotation", texts: YamlValue, semantics: Semantics): void {
  for (const [name, value] of texts.entries()) {
    const isName = semantics === "v2" ? LETTERS.test(name) : name !== "" && name.isWellFormed();
    if (!isName)
      throw value.fault(`${what} "${name}"`, `its name is ${NAMES[semantics]}`, "Name it otherwise.");
  }
}
