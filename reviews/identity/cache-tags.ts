/** What every answer to "who is this?" depends on. */
export const USERS_TAG = "users";
/** What those to an API token depend on: whose it is, is not known before the answer. */
export const TOKENS_TAG = "tokens";

/** What those to a signed-in user depend on. */
export const userTag = (id: string): string => `user:${id}`;
