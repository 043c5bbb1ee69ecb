import { randomBytes } from "node:crypto";
import { z } from "zod";
import { drill } from "./drill.ts";
import { endOf, over, seconds } from "./lasting.ts";

const EVERY_MS = 1000;

/** Something that the application depends on and that is out of order. */
export const healthCheck = drill({
  name: "health-check",
  summary: "Let a health check fail",
  input: z.object({
    severity: z.enum(["critical", "optional"]).default("critical"),
    scope: z
      .enum(["own", "shared"])
      .default("own")
      .describe("own: when it is critical, the instance is not ready"),
    seconds: seconds(60),
  }),
  where: "background",
  async run(parts, { severity, scope, seconds }) {
    const remove = parts.health.add({
      name: `drill-${randomBytes(2).toString("hex")}`,
      ...{ severity, scope, everyMs: EVERY_MS },
      run() {
        throw new Error("a drill lets this check fail");
      },
    });
    await over(endOf(parts, seconds));
    remove();
  },
});
