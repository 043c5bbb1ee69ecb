import manifest from "../../package.json" with { type: "json" };
import { type Command, EXIT } from "./command.ts";

/** `farol version` */
export const version: Command = {
  name: "version",
  summary: "print Farol's version",
  help: "farol version\n\nPrints Farol's version.",
  async run() {
    console.log(manifest.version);
    return EXIT.done;
  },
};
