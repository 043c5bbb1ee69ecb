import { DEPLOYMENT_PHASES } from "../../model/index.ts";
import { integer, object, oneOf, text } from "./schema.ts";

export const deploymentPhase = oneOf(...DEPLOYMENT_PHASES);

export const deploymentSchema = object(
  {
    id: integer("In the order in which they were recorded."),
    phase: deploymentPhase,
    version: text(),
    atMs: integer("Unix milliseconds."),
  },
  { revision: text(), note: text() },
);
