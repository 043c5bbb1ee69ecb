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
      throw error instanceof ApiError ? error : unreachable(path, error, timeout, this.#options.timeoutMs);
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

/** Reads a problem document; an answer without one (a proxy's page) is told by its status. */
async function faultOf(response: Response): Promise<ApiFault> {
  const problem: { title?: unknown; detail?: unknown } = await response.json().catch(() => ({}));
  const title = typeof problem.title === "string" ? problem.title : `HTTP ${response.status}`;
  const detail = typeof problem.detail === "string" ? problem.detail : title;
  if (response.status === 401) return { kind: "unauthorized", detail };
  return { kind: "refused", status: response.status, title, detail };
}

function unreachable(path: string, cause: unknown, timeout: AbortSignal, timeoutMs: number): ApiError {
  const detail = timeout.aborted
    ? `no answer within ${timeoutMs / 1000} s`
    : cause instanceof SyntaxError
      ? "the answer is not JSON"
      : "the server does not answer";
  return new ApiError(path, { kind: "unreachable", detail }, { cause });
}
