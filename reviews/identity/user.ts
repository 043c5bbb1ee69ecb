import { z } from "zod";
import type { users } from "../database/schema.ts";
import { text } from "../text.ts";
import { ROLES } from "./roles.ts";

/** A user as others see one. */
export const userView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "User" });
export type UserView = z.output<typeof userView>;

export function toUserView({ id, email, name, role, createdAt }: typeof users.$inferSelect): UserView {
  return { id, email, name, role, createdAt: createdAt.toISOString() };
}

/** One address is one user, however it is capitalized. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const displayName = text(100);
export const newPassword = z.string().min(12).max(200);
