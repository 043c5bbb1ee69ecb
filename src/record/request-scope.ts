import { AsyncLocalStorage } from "node:async_hooks";

/** Who knows what a request is: the HTTP integration, by an object of its own for each. */
export interface RequestSource<R> {
  /** The template of the route that matched, as `http_requests_total` has it; undefined while none did. Never throws. */
  endpointOf(request: R): string | undefined;
}

/**
 * The request on whose behalf code runs, until its response has ended. It keeps nothing of the request itself, since
 * what is opened for one request, such as a connection, may remember its scope for as long as it lives.
 */
export class RequestScope {
  readonly #source: RequestSource<unknown>;
  #request: unknown;
  #endpoint: string | undefined;
  #isOpen = true;
  #kept: Map<object, unknown> | undefined;

  constructor(source: RequestSource<unknown>, request: unknown) {
    this.#source = source;
    this.#request = request;
  }

  /** The template of the route that matched, as `http_requests_total` has it; undefined while none did. */
  get endpoint(): string | undefined {
    if (this.#isOpen) this.#endpoint ??= this.#source.endpointOf(this.#request);
    return this.#endpoint;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What a subject keeps for the length of this request; made when it asks for the first time. */
  keep<T>(subject: object, make: () => T): T {
    this.#kept ??= new Map();
    const kept = (this.#kept.get(subject) as T | undefined) ?? make();
    this.#kept.set(subject, kept);
    return kept;
  }

  /** The response has ended: what still runs belongs to no request any more. */
  end(): void {
    this.#endpoint = this.endpoint;
    this.#isOpen = false;
    this.#request = undefined;
    this.#kept = undefined;
  }
}

const storage = new AsyncLocalStorage<RequestScope>();
let listeners = 0;

/**
 * Says that somebody wants to know on whose behalf code runs. While nobody does, requests have no scope.
 * @returns Takes that back.
 */
export function listenToRequests(): () => void {
  let isListening = true;
  listeners++;
  return () => {
    if (isListening) listeners--;
    isListening = false;
  };
}

/**
 * Opens the scope of a request that begins, for all that runs from here on; undefined while nobody listens. Listeners
 * of the request's own events run outside of it when they are called for bytes that come later; promises do not.
 */
export function enterRequest<R>(source: RequestSource<R>, request: R): RequestScope | undefined {
  if (listeners === 0) return undefined;
  const scope = new RequestScope(source as RequestSource<unknown>, request);
  storage.enterWith(scope);
  return scope;
}

/** The request on whose behalf this code runs; undefined when there is none, when it has ended, or nobody listens. */
export function currentRequest(): RequestScope | undefined {
  if (listeners === 0) return undefined;
  const scope = storage.getStore();
  return scope?.isOpen ? scope : undefined;
}
