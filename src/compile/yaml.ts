import { stringify } from "yaml";
import { generatedBy } from "./generated-by.ts";

/** A generated file of YAML. Its first line says so. */
export function yamlFile(service: string, program: string, document: object): string {
  const text = stringify(document, {
    lineWidth: 0,
    blockQuote: "literal",
    // What YAML 1.1 takes for a boolean is quoted: Prometheus reads that too.
    schema: "yaml-1.1",
    aliasDuplicateObjects: false,
  });
  return `# ${generatedBy(service, program)}\n${text}`;
}
