import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Routing, systemClock } from "farol/model";
import { Alertmanager } from "../alertmanager.ts";
import { startFarol } from "./farol-side.ts";
import { Messages } from "./messages.ts";
import { Page } from "./page.ts";
import { startPrometheus } from "./prometheus-side.ts";
import type { Script } from "./script.ts";
import { post, type Silenced } from "./silenced.ts";
import { ROW_RULE } from "./states.ts";

export interface StageSpec {
  readonly script: Script;
  readonly rules: readonly object[];
  /** Who is told, at an address. */
  readonly routingTo: (url: string) => Routing;
  readonly silenced: Omit<Silenced, "until"> & { readonly forMs: number };
}

/** Both sides: they watch the same script by the same rules, and tell the same webhook. */
export interface Stage {
  readonly messages: Messages;
  /** The address of each one's PromQL API. */
  readonly urls: { readonly prometheus: string; readonly farol: string };
}

/** Sets it up and begins the script; all of it ends with the stack. */
export async function setStage(spec: StageSpec, stack: AsyncDisposableStack): Promise<Stage> {
  const { script, rules, routingTo } = spec;
  const folder = mkdtempSync(join(tmpdir(), "farol-side-by-side-"));
  stack.defer(() => rmSync(folder, { recursive: true }));
  const messages = stack.use(await Messages.open());
  const page = stack.use(await Page.open(script.watch()));
  const alertmanager = stack.use(await Alertmanager.start(routingTo(`${messages.url}/prometheus`)));
  const { prometheus, rulesFile } = await startPrometheus(
    { folder, rules, first: ROW_RULE, page: page.host, alertmanager: new URL(alertmanager.url).host },
    stack,
  );
  const until = new Date(systemClock.now() + spec.silenced.forMs).toISOString();
  const silenced = { ...spec.silenced, until };
  await post(`${alertmanager.url}/api/v2/silences`, silenceBody(silenced));
  const routing = routingTo(`${messages.url}/farol`);
  const farol = await startFarol({ script, rulesFile, routing, silenced }, stack);
  script.begin();
  return { messages, urls: { prometheus: prometheus.url, farol: farol.url } };
}

function silenceBody({ label, value, until }: Silenced): object {
  return {
    matchers: [{ name: label, value, isRegex: false, isEqual: true }],
    ...{ startsAt: new Date(systemClock.now()).toISOString(), endsAt: until },
    ...{ createdBy: "a test", comment: "to be compared" },
  };
}
