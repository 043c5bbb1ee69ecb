import { type Difference, differences, generate as filesOf, writeGenerated } from "../compile/index.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { DEFINITION_HELP, DEFINITION_OPTION, loadDefinition } from "./definition.ts";
import { readOptions } from "./options.ts";

const help = `farol generate --out <folder> [options]

Writes the files of Prometheus and its companions that a monitoring is made of: the same
bytes whenever the definition is the same. Files of the folder that were generated before
and are no more are removed; others are left alone.

  --out <folder>         where to
${DEFINITION_HELP}
  --check                write nothing, and tell what in the folder is not current

Ends with 0 when the folder is current, 1 when it is not or nothing could be generated,
2 when it was called wrongly.`;

/** `farol generate` */
export const generate: Command = {
  name: "generate",
  summary: "write the files of Prometheus and its companions from a definition",
  help,
  async run(args) {
    const { definition, out, check } = parse(args);
    if (out === undefined) throw new UsageError("Say where to, as --out deploy");
    const { monitoring, stack } = await loadDefinition(definition);
    const files = filesOf(monitoring, stack);
    if (check) return tellStale(out, differences(out, files));
    const changes = writeGenerated(out, files);
    for (const { path, kind } of changes) console.log(`${DONE[kind]} ${out}/${path}`);
    console.log(`${out} is current: ${files.length} files, ${changes.length} changed.`);
    return EXIT.done;
  },
};

const DONE: Readonly<Record<Difference["kind"], string>> = {
  missing: "wrote",
  different: "rewrote",
  "left over": "removed",
};

function tellStale(out: string, stale: readonly Difference[]): Exit {
  for (const { path, kind } of stale) console.error(`${out}/${path} is ${kind}`);
  if (stale.length === 0) return EXIT.done;
  console.error(`${out} is not current: run farol generate without --check.`);
  return EXIT.failed;
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    options: { ...DEFINITION_OPTION, out: { type: "string" }, check: { type: "boolean", default: false } },
  }).values;
}
