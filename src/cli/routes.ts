import { type AlertJourney, simulateAlerts } from "../compile/index.ts";
import { type Command, EXIT, UsageError } from "./command.ts";
import { DEFINITION_HELP, DEFINITION_OPTION, loadDefinition } from "./definition.ts";
import { readOptions } from "./options.ts";

const help = `farol routes [alert] [options]

Tells who is told of each alert when it fires alone, and which alerts silence it. Of one
alert it prints the messages, too, as each receiver gets them.

${DEFINITION_HELP}
  --value <number>       what the alert's expression is taken to yield (default: 1)
  --json                 print all of it as JSON

Ends with 0, with 1 when a message cannot be written, 2 when it was called wrongly.`;

/** `farol routes` */
export const routes: Command = {
  name: "routes",
  summary: "tell who is told of which alert, and how",
  help,
  async run(args) {
    const { values, positionals } = parse(args);
    const value = Number(values.value);
    if (Number.isNaN(value)) throw new UsageError(`--value is a number, not ${values.value}`);
    const { monitoring, stack } = await loadDefinition(values.definition);
    if (monitoring.routing === undefined) throw new UsageError("This monitoring has no routing");
    const all = simulateAlerts(monitoring, stack, value);
    const [wanted] = positionals;
    const journeys = wanted === undefined ? all : all.filter(({ alert }) => alert.name === wanted);
    if (journeys.length === 0) throw new UsageError(`There is no alert ${wanted}`);
    if (values.json) console.log(JSON.stringify(journeys.map(plain), undefined, 2));
    else if (wanted === undefined) tellAll(journeys);
    else tellOne(journeys[0]!);
    return EXIT.done;
  },
};

function tellAll(journeys: readonly AlertJourney[]): void {
  const width = Math.max(...journeys.map(({ alert }) => alert.name.length));
  for (const { alert, inhibitors, ...rest } of journeys) {
    const silenced = inhibitors.length === 0 ? "" : `  (silenced by ${inhibitors.join(", ")})`;
    const told = receiversOf(rest).join(", ") || "nobody";
    console.log(`${alert.name.padEnd(width)}  ${alert.severity.padEnd(8)}  ${told}${silenced}`);
  }
}

function tellOne(journey: AlertJourney): void {
  tellAll([journey]);
  for (const { receiver, texts } of journey.messages) {
    console.log(`\n── ${receiver.name} (${receiver.kind})`);
    for (const [name, text] of Object.entries(texts)) console.log(`${name}: ${text.trim()}`);
  }
}

function receiversOf({ deliveries }: Pick<AlertJourney, "deliveries">): string[] {
  return [...new Set(deliveries.flatMap(({ receivers }) => receivers.map(({ name }) => name)))];
}

function plain({ alert, labels, inhibitors, messages, ...rest }: AlertJourney) {
  return {
    alert: alert.name,
    labels,
    receivers: receiversOf(rest),
    silencedBy: inhibitors,
    messages: messages.map(({ receiver, texts }) => ({ receiver: receiver.name, texts })),
  };
}

function parse(args: readonly string[]) {
  return readOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...DEFINITION_OPTION,
      value: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
}
