import { z } from "zod";

/** Text that PostgreSQL can hold: it knows no NUL. Trimmed, not empty. */
export function text(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => !value.includes("\0"), "must not contain NUL");
}
