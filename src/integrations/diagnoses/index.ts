export { answerDiagnoses } from "./answer.ts";
export * from "./declarations.ts";
export * from "./occasions.ts";
export * from "./text.ts";
