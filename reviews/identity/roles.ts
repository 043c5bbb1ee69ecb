/** What a person or a machine may do. Admins may do everything except decide what they proposed themselves. */
export const ROLES = ["proposer", "reviewer", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a signed-in user, or the operator who runs the service. */
export interface Actor {
  readonly id: string;
  readonly role: Role | "operator";
}

/** The service itself, at start-up and in its own maintenance. Nobody can sign in as it. */
export const OPERATOR: Actor = { id: "operator", role: "operator" };

/** Who may send a command or a query. */
export type Access = "anyone" | readonly Actor["role"][];

/** Everyone who is signed in. */
export const SIGNED_IN: Access = ROLES;
