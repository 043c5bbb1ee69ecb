import { checkText, readTime } from "../body-text.ts";
import { deploymentPhase, deploymentSchema } from "../deployment-schema.ts";
import { jsonCommand } from "../endpoint.ts";
import { audited, kept } from "../kept.ts";
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
  answer: (context, _values, { at, ...told }, client) => {
    for (const field of ["version", "revision", "note"] as const)
      if (told[field] !== undefined) checkText(field, told[field], MOST[field]);
    const atMs = at === undefined ? undefined : readPast(at, context.clock.now());
    audited(context, { client, action: "deployment.record", details: { ...told, atMs } });
    const { deployment, isNew } = kept(context, "a deployment", () =>
      context.deployments.record({ ...told, atMs }),
    );
    if (isNew) context.logger.info({ ...deployment, client }, "Farol: a deployment was recorded");
    return { status: isNew ? 201 : 200, body: deployment };
  },
});

function readPast(at: string, nowMs: number): number {
  const atMs = readTime("at", at);
  if (atMs > nowMs + AHEAD_MS) throw new Problem("FAROL_BAD_BODY", `at: ${at} is still to come`);
  return atMs;
}
