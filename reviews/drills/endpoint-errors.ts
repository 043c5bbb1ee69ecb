import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf } from "./lasting.ts";
import { routeInput } from "./route-faults.ts";

/** One endpoint that answers with 500. */
export const endpointErrors = drill({
  name: "endpoint-errors",
  summary: "Let requests of one endpoint fail with 500",
  input: z.object(routeInput),
  where: "background",
  run: (parts, input) =>
    parts.routes.until(endOf(parts, input.seconds), input, async () => {
      throw new Error("a drill lets this request fail");
    }),
});
