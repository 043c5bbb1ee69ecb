/** Answers to what dashboards ask again and again, of which only what is new is evaluated. */
export { RangeAnswers, type RangeAnswersOptions } from "./range-answers.ts";
