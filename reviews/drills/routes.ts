import { setMaxListeners } from "node:events";
import type { FastifyInstance, HTTPMethods } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { FailureError, failure } from "../errors.ts";
import { problems } from "../http/problem.ts";
import type { DrillParts } from "./drill.ts";
import { DRILLS } from "./registry.ts";
import { RouteFaults } from "./route-faults.ts";
import { RunningDrills } from "./running.ts";

/** What drills need of the application, beside its routes. */
export type DrillResources = Pick<DrillParts, "pool" | "health">;

const tags = ["drills"];
const begun = z.object({ drill: z.string() });
const listed = z.object({
  items: z.array(z.object({ name: z.string(), summary: z.string(), running: z.int() })),
});
/** A fault shall be had also by an application that turns others away. */
const config = { importance: "critical" } as const;

/** Adds a route for each drill, for admins. Those of its routes that this instance has can be made to fail. */
export async function addDrills(app: FastifyInstance, resources: DrillResources): Promise<void> {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const routes = new RouteFaults(({ method, endpoint }) =>
    app.hasRoute({ method: method as HTTPMethods, url: endpoint }),
  );
  const running = new RunningDrills({ ...resources, routes, signal: stopping.signal }, app.log);
  app.addHook("preHandler", ({ method, routeOptions: { url: endpoint = "" } }) =>
    routes.meet({ method, endpoint }),
  );
  app.addHook("preClose", async () => {
    stopping.abort();
    await running.ended();
  });
  await app.register(async (scope) => drillRoutes(scope, running));
}

function drillRoutes(scope: FastifyInstance, running: RunningDrills): void {
  scope.addHook("onRequest", async ({ actor }) => {
    if (actor === null) throw new FailureError(failure("unauthenticated", "Sign in first."));
    if (actor.role !== "admin") throw new FailureError(failure("forbidden", "Drills are for admins."));
  });
  const api = scope.withTypeProvider<ZodTypeProvider>();
  api.get(
    "/drills",
    { config, schema: { tags, summary: "List the faults", response: { 200: listed, ...problems } } },
    async () => ({
      items: DRILLS.map((drill) => ({
        name: drill.name,
        summary: drill.summary,
        running: running.count(drill),
      })),
    }),
  );
  for (const drill of DRILLS) {
    const { name, summary, input: body } = drill;
    const schema = { tags, summary, body, response: { 200: begun, ...problems } };
    api.post(`/drills/${name}`, { config, schema }, async (request) => {
      await running.start(drill, request.body);
      return { drill: name };
    });
  }
}
