export { Application, Unanswered } from "./application.ts";
export type { AnswerMessage, AskMessage } from "./messages.ts";
