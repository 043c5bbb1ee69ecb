import { relative, sep } from "node:path";
import type { Check } from "./check.ts";
import { type Finding, pageOf, sentenceOf } from "./finding.ts";

/**
 * Findings as a log of SARIF 2.1.0, which code hosts show beside the lines.
 * @param root The folder of the repository: places are told from there.
 * @param version Farol's.
 */
export function sarifOf(
  findings: readonly Finding[],
  checks: readonly Check[],
  root: string,
  version: string,
) {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "farol", version, rules: checks.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, root)),
      },
    ],
  } as const;
}

function ruleOf({ code, level, title, why }: Check) {
  return {
    id: code,
    name: pageOf(code).replace(".md", ""),
    shortDescription: { text: title },
    fullDescription: { text: why },
    defaultConfiguration: { level },
  };
}

function resultOf(finding: Finding, root: string) {
  const { file, line, column } = finding.place;
  const uri = relative(root, file).split(sep).map(encodeURIComponent).join("/");
  const region = { startLine: line, startColumn: column };
  return {
    ruleId: finding.code,
    level: finding.level,
    message: { text: sentenceOf(finding) },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
  };
}
