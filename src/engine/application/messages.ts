/** The engine asks the application's thread; who answers is found by the subject. */
export interface AskMessage {
  readonly kind: "ask";
  readonly id: number;
  readonly subject: string;
  readonly asked: unknown;
}

/** The application's thread answers: with what each of those said who answer on the subject, or why it could not. */
export type AnswerMessage = { readonly kind: "answer"; readonly id: number } & (
  | { readonly answers: readonly unknown[]; readonly error?: undefined }
  | { readonly error: string }
);
