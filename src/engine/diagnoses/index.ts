export { lookAtBlockages } from "./blockages.ts";
export { Diagnoses, type DiagnosesOptions, type DiagnosisNumbers } from "./diagnoses.ts";
