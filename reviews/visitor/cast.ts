import { createHmac } from "node:crypto";
import type { Answer, Send } from "./client.ts";

/** Those who visit, each with a token. */
export interface Cast {
  /** A machine, with a token for machines. */
  readonly machine: string;
  readonly proposer: string;
  readonly reviewers: readonly [string, string];
}

export interface AdminAccount {
  readonly email: string;
  readonly password: string;
}

/** Registers the visitors when they are not registered yet, gives them their roles, and signs them in. */
export async function gather(send: Send, admin: AdminAccount): Promise<Cast> {
  const adminToken = expectStatus(201, await send("POST", "/api/v1/sessions", { body: admin })).body.token;
  const enter = async (name: string, role: string) => {
    const account = accountOf(name, admin);
    const signIn = () => send("POST", "/api/v1/sessions", { body: account });
    let entered = await signIn();
    if (entered.status === 401) {
      await send("POST", "/api/v1/users", { body: { ...account, name } });
      entered = await signIn();
    }
    const { body } = expectStatus(201, entered);
    const path = `/api/v1/users/${body.user.id}/role`;
    expectStatus(200, await send("PUT", path, { token: adminToken, body: { role } }));
    return body.token as string;
  };
  const proposer = await enter("Ada", "proposer");
  const reviewers = [await enter("Grace", "reviewer"), await enter("Barbara", "reviewer")] as const;
  const owner = await enter("Robot", "proposer");
  const issued = await send("POST", "/api/v1/api-tokens", { token: owner, body: { name: "visitor" } });
  return { machine: expectStatus(201, issued).body.token, proposer, reviewers };
}

/** The same account at each start on the same data; another one when the admin's password is another. */
function accountOf(name: string, { password }: AdminAccount) {
  const secret = createHmac("sha256", password).update(name).digest("hex");
  return { email: `${name}.${secret.slice(0, 6)}@visitors.invalid`, password: secret.slice(6) };
}

/** @throws Error when the application answers something else than a visitor needs to go on. */
export function expectStatus(status: number, answer: Answer): Answer {
  if (answer.status === status) return answer;
  throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
