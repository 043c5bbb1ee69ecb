import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { z } from "zod";
import { checkDiff } from "./diff-checks.ts";
import { Faults, faultSettings, type Role } from "./faults.ts";
import { Mailbox } from "./mailbox.ts";

const scanRequest = z.object({ diff: z.string() });
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * What reviews calls, in one small server: `/scanner` finds what stands out in a diff, `/webhook` takes notifications
 * and shows the last. `/faults` says how each shall misbehave; a `GET` of `/scanner` or `/webhook` meets faults too.
 */
export function createCompanion(): FastifyInstance {
  const app = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  const faults = new Faults();
  const mailbox = new Mailbox();
  const onRequest = async (request: FastifyRequest, reply: Parameters<Faults["meet"]>[1]) =>
    faults.meet(request.routeOptions.url!.slice(1) as Role, reply);

  app.get("/scanner", { onRequest }, async () => ({ status: "ok" }));
  app.post("/scanner", { onRequest }, async (request, reply) => {
    const { data, error } = scanRequest.safeParse(request.body);
    if (error !== undefined) return reply.code(400).send({ error: z.prettifyError(error) });
    return { findings: checkDiff(data.diff) };
  });

  app.get("/webhook", { onRequest }, async () => ({ received: mailbox.received }));
  app.post("/webhook", { onRequest }, async (request, reply) => {
    const key = request.headers["idempotency-key"];
    const isNew = mailbox.take(key?.toString(), request.body);
    return reply.code(isNew ? 202 : 200).send({ new: isNew });
  });

  app.get("/faults", async () => faults.current);
  app.put("/faults", async (request, reply) => {
    const { data, error } = faultSettings.safeParse(request.body);
    if (error !== undefined) return reply.code(400).send({ error: z.prettifyError(error) });
    faults.set(data);
    return faults.current;
  });
  return app;
}
