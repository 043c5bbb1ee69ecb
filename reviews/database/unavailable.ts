/** Classes and codes of PostgreSQL by which a server says that it cannot take work now (appendix A of its manual). */
const SQLSTATE = /^(?:08|53|57P)/;
const SOCKET = /^E(?:CONNREFUSED|CONNRESET|PIPE|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN)$/;
/** pg gives these no code. */
const MESSAGE = /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired)/;

/** Whether a database error says that the database is away, full, or shutting down: trying again may help. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") return SQLSTATE.test(code) || SOCKET.test(code) || code === "ENOENT";
  return MESSAGE.test(error.message);
}
