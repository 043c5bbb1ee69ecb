/** What is counted of a request's headers. */
export interface RequestHead {
  /** Undefined when the body, if there is one, comes in chunks. */
  readonly contentLength: string | undefined;
  readonly isChunked: boolean;
  readonly traceparent: string | undefined;
}

const CONTENT_LENGTH = "content-length";
const TRANSFER_ENCODING = "transfer-encoding";
const TRACEPARENT = "traceparent";

/**
 * Reads them off `rawHeaders`, names and values in turn. Node builds `headers` only when somebody asks for it, which
 * costs more than everything else that is done for a request here.
 */
export function readHead(rawHeaders: readonly string[]): RequestHead {
  let contentLength: string | undefined;
  let traceparent: string | undefined;
  let isChunked = false;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    // Lengths differ from nearly all other headers', so few names are compared.
    if (is(name, CONTENT_LENGTH)) contentLength = rawHeaders[i + 1];
    else if (is(name, TRACEPARENT)) traceparent = rawHeaders[i + 1];
    else if (is(name, TRANSFER_ENCODING)) isChunked = true;
  }
  return { contentLength, isChunked, traceparent };
}

function is(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}
