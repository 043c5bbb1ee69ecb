import { ApiError, type ApiFault } from "./api-error.ts";

export type QueryParameters = Readonly<Record<string, string | number>>;

export interface ClientOptions {
  /** The server's address: `http://localhost:8000`. */
  readonly origin: string;
  /** Asked before each call; undefined sends no token. */
  readonly token: () => string | undefined;
  /** How long an answer may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly parameters?: QueryParameters;
  /** Statuses besides 2xx whose body is an answer. Default: none. */
  readonly accepted?: readonly number[];
  readonly signal?: AbortSignal;
}

/** Reads JSON from the server; everything else ends in an ApiError. */
export class Client {
  readonly #options: Required<ClientOptions>;

  constructor(options: ClientOptions) {
    this.#options = { timeoutMs: 10_000, ...options };
  }

  /**
   * @throws ApiError when no answer comes; the signal's reason when the caller aborts.
   */
  async get<T>(path: string, { parameters, accepted = [], signal }: CallOptions = {}): Promise<T> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    try {
      const response = await fetch(this.#address(path, parameters), {
        headers: this.#headers(),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      if (!response.ok && !accepted.includes(response.status)) {
        throw new ApiError(path, await faultOf(response));
      }
      return (await response.json()) as T;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ApiError) throw error;
      throw new ApiError(path, faultWithoutAnswer(error, timeout, this.#options.timeoutMs), { cause: error });
    }
  }

  #address(path: string, parameters: QueryParameters = {}): URL {
    const url = new URL(path, this.#options.origin);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
    return url;
  }

  #headers(): HeadersInit {
    const token = this.#options.token();
    const accept = { accept: "application/json" };
    return token === undefined ? accept : { ...accept, authorization: `Bearer ${token}` };
  }
}

/** What a refusal says: a problem document (RFC 9457), Prometheus' error, or (a proxy's page) nothing. */
interface Refusal {
  readonly title?: string;
  readonly detail?: string;
  readonly errorType?: string;
  readonly error?: string;
}

async function faultOf(response: Response): Promise<ApiFault> {
  const { status } = response;
  const said: Refusal = (await response.json().catch(() => null)) ?? {};
  if (said.error !== undefined)
    return { kind: "refused", status, title: `Query failed (${said.errorType})`, detail: said.error };
  const { title = `HTTP ${status}`, detail = title } = said;
  // Without a problem document another server asks, and not for the token.
  if (status === 401 && said.title !== undefined) return { kind: "unauthorized", detail };
  return { kind: "refused", status, title, detail };
}

function faultWithoutAnswer(cause: unknown, timeout: AbortSignal, timeoutMs: number): ApiFault {
  if (timeout.aborted) return { kind: "unusable", detail: `no answer within ${timeoutMs / 1000} s` };
  if (cause instanceof SyntaxError) return { kind: "unusable", detail: "the answer is not JSON" };
  return { kind: "unreachable", detail: "the server does not answer" };
}
