/** What RFC 9457 calls a problem: why a request was not answered as asked. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: ProblemCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = PROBLEMS[code].status;
    this.code = code;
    this.headers = headers;
  }
}

/** All problems that the API knows, by their code. */
export const PROBLEMS = {
  FAROL_BAD_PARAMETER: { status: 400, title: "A parameter cannot be used" },
  FAROL_BAD_BODY: { status: 400, title: "The body cannot be used" },
  FAROL_BAD_ADDRESS: { status: 400, title: "The address cannot be read" },
  FAROL_WRONG_VIEW: { status: 400, title: "The metric has no such view" },
  FAROL_UNAUTHORIZED: { status: 401, title: "A token is needed" },
  FAROL_FOREIGN_HOST: { status: 403, title: "The address names a foreign host" },
  FAROL_NO_SUCH_PAGE: { status: 404, title: "There is no such page" },
  FAROL_UNKNOWN_METRIC: { status: 404, title: "There is no such metric" },
  FAROL_NO_SUCH_ALERT: { status: 404, title: "No such alert fires" },
  FAROL_NO_SUCH_SILENCE: { status: 404, title: "There is no such silence" },
  FAROL_NO_SUCH_RECEIVER: { status: 404, title: "There is no such receiver" },
  FAROL_METHOD_NOT_ALLOWED: { status: 405, title: "The method is not for this address" },
  FAROL_BODY_TOO_LARGE: { status: 413, title: "The body is too large" },
  FAROL_UNSUPPORTED_MEDIA_TYPE: { status: 415, title: "The body is not JSON" },
  FAROL_TOO_MANY_COMMANDS: { status: 429, title: "Commands come too fast" },
  FAROL_INTERNAL: { status: 500, title: "Farol made a mistake" },
  FAROL_NOT_KEPT: { status: 503, title: "It could not be written down" },
  FAROL_NOT_ALERTING: { status: 503, title: "Nobody is told of alerts from here" },
  FAROL_APPLICATION_FAILED: { status: 502, title: "The application could not do it" },
  FAROL_APPLICATION_SILENT: { status: 504, title: "The application does not answer" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** The document of a problem; its type leads to the page that explains it. */
export function problemDocument({ code, status, message }: Problem) {
  const type = `/api/v1/monitoring/docs#${code}`;
  return { type, title: PROBLEMS[code].title, status, detail: message, code };
}
