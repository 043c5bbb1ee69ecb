/**
 * A server that is compared: `node server.ts shedding`. `/users/:id` answers at once; `/work` needs one of ten places for
 * ten milliseconds, as a query needs a connection, so about 1,000 a second are all it can do. Talks to its parent by IPC.
 */
import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "farol";
import { instrumentsOf, SlabWriter, ThreadRecorder } from "farol/record";
import Fastify, { type FastifyInstance } from "fastify";
import { limitRates } from "../../reviews/http/shedding/limit-rates.ts";
import { sheddingDeclarations } from "../../reviews/http/shedding/metrics.ts";
import { shedLoad } from "../../reviews/http/shedding/shed-load.ts";

const PLACES = 10;
const WORK_MS = 10;

const recorder = new ThreadRecorder(new SlabWriter(0), systemClock);
const options = { clock: systemClock, metrics: instrumentsOf(recorder, sheddingDeclarations) };
const PREPARE: Readonly<Record<string, (app: FastifyInstance) => unknown>> = {
  bare: () => {},
  "concurrency limit": (app) => shedLoad(app, options),
  "rate limit": (app) => {
    app.decorateRequest("actor", null);
    return limitRates(app, { ...options, perSecond: 1_000_000 });
  },
};

/** As a pool of connections: who comes when none is free waits for his turn. */
let free = PLACES;
const turns: (() => void)[] = [];
async function work(): Promise<string> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => turns.push(resolve));
  await delay(WORK_MS);
  const next = turns.shift();
  if (next === undefined) free++;
  else next();
  return "done";
}

const app = Fastify();
await PREPARE[process.argv[2] ?? "bare"]!(app);
await app.register(async (scope) => {
  scope.get<{ Params: { id: string } }>("/users/:id", (request, reply) =>
    reply.send({ id: request.params.id, name: "Ada Lovelace", email: "ada@example.org" }),
  );
  scope.get("/work", work);
});
const address = await app.listen({ port: 0, host: "127.0.0.1" });
process.on("message", () => process.send!({ cpu: process.cpuUsage() }));
process.on("disconnect", () => process.exit());
process.send!({ port: Number(new URL(address).port) });
