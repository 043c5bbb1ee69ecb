export { contradictingUnits } from "./contradicting-unit.ts";
export { duplicateQueries } from "./duplicate-query.ts";
export { overlappingPanels } from "./overlapping-panels.ts";
export { unknownVariables } from "./unknown-variable.ts";
