import { alerts } from "./alerts.ts";
import { check } from "./check.ts";
import { type Command, EXIT, type Exit, UsageError } from "./command.ts";
import { deploy } from "./deploy.ts";
import { generate } from "./generate.ts";
import { promqltest } from "./promqltest.ts";
import { query } from "./query.ts";
import { receivers } from "./receivers.ts";
import { routes } from "./routes.ts";
import { rules } from "./rules.ts";
import { silence } from "./silence.ts";
import { test } from "./test.ts";
import { version } from "./version.ts";

const COMMANDS: readonly Command[] = [
  alerts,
  check,
  deploy,
  generate,
  promqltest,
  query,
  receivers,
  routes,
  rules,
  silence,
  test,
  version,
];
/** What people write for a command all the same. */
const ALIASES: Readonly<Record<string, string>> = { "--version": "version", "-v": "version" };
const HELP = ["--help", "-h"];

/** Does what the arguments say. Never throws: what went wrong is told on stderr. */
export async function run([name, ...args]: readonly string[]): Promise<Exit> {
  if (name === "help" || HELP.includes(name ?? "")) return print(overview());
  const command = COMMANDS.find((one) => one.name === (ALIASES[name ?? ""] ?? name));
  if (command === undefined)
    return refuse(name === undefined ? "Say what to do" : `There is no command ${name}`, overview());
  if (args.some((one) => HELP.includes(one))) return print(command.help);
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) return fail(error);
    return refuse(error.message, `farol ${command.name} --help tells more.`);
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  farol ${name.padEnd(width)}  ${summary}`);
  return `${lines.join("\n")}\n\nfarol <command> --help tells more of each.`;
}

function print(text: string): Exit {
  console.log(text);
  return EXIT.done;
}

function refuse(reason: string, hint: string): Exit {
  console.error(`${reason}.\n\n${hint}`);
  return EXIT.usage;
}

function fail(error: unknown): Exit {
  console.error(isForPeople(error) ? error.message : error);
  return EXIT.failed;
}

/** By its name: a definition may bring a Farol of its own. */
function isForPeople(error: unknown): error is Error {
  return error instanceof Error && error.name === "FarolError";
}
