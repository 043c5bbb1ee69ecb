import { isSqliteError } from "../../database/index.ts";
import type { DeploymentEvent, Recorded } from "../../deployments/index.ts";
import type { Context } from "../context.ts";
import { deploymentPhase, deploymentSchema } from "../deployment-schema.ts";
import { jsonCommand } from "../endpoint.ts";
import { momentOf } from "../parameter.ts";
import { Problem } from "../problem.ts";
import { object, text } from "../schema.ts";

/** Characters that a field may have. */
const MOST = { version: 128, revision: 128, note: 1000 } as const;
/** How far the clock of who tells may be ahead of ours. */
const AHEAD_MS = 5 * 60 * 1000;

export const deploymentRecord = jsonCommand({
  path: "/api/v1/monitoring/deployments",
  summary: "Record that a deployment started, was completed, or was rolled back",
  body: object(
    {
      phase: deploymentPhase,
      version: text(`The version that it is about; at most ${MOST.version} characters.`),
    },
    {
      revision: text("The commit that it was made of."),
      at: text("When it happened: unix seconds or RFC 3339; default: now."),
      note: text(`For a person; at most ${MOST.note} characters.`),
    },
  ),
  schema: deploymentSchema,
  statuses: {
    201: "Recorded.",
    200: "It equals the event before it, less than five minutes apart, and was not recorded again.",
  },
  problems: ["FAROL_NOT_KEPT"],
  answer: (context, _values, { at, ...told }, client) => {
    for (const field of ["version", "revision", "note"] as const) checkText(field, told[field]);
    const atMs = at === undefined ? undefined : readTime(at, context.clock.now());
    const { deployment, isNew } = record(context, { ...told, atMs });
    if (isNew) context.logger.info({ ...deployment, client }, "Farol: a deployment was recorded");
    return { status: isNew ? 201 : 200, body: deployment };
  },
});

function checkText(field: keyof typeof MOST, value: string | undefined): void {
  if (value === undefined) return;
  const isRight = value.trim() !== "" && value.length <= MOST[field] && !CONTROL.test(value);
  if (!isRight) {
    const rule = `it has 1 to ${MOST[field]} characters, none of them a control character`;
    throw new Problem("FAROL_BAD_BODY", `${field}: ${rule}`);
  }
}

const CONTROL = /\p{Cc}/u;

function readTime(at: string, nowMs: number): number {
  const atMs = momentOf(at);
  if (atMs === undefined)
    throw new Problem("FAROL_BAD_BODY", `at: ${at} is neither unix seconds nor RFC 3339`);
  if (atMs > nowMs + AHEAD_MS) throw new Problem("FAROL_BAD_BODY", `at: ${at} is still to come`);
  return Math.round(atMs);
}

function record({ deployments, logger }: Context, event: DeploymentEvent): Recorded {
  try {
    return deployments.record(event);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    logger.error({ err: error }, "Farol: a deployment could not be recorded");
    throw new Problem("FAROL_NOT_KEPT", `The engine's database cannot be written: ${error.message}`);
  }
}
