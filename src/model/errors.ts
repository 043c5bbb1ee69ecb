/** What a person needs to mend a mistake: the value found, the rule it breaks, and what to do. */
export interface Fault {
  /** Stable and searchable, such as `FAROL_METRIC_NAME`; `docs/errors.md` lists them all. */
  readonly code: `FAROL_${string}`;
  readonly found: string;
  readonly rule: string;
  readonly cure: string;
}

/** An error that a person can act on. Thrown while things are set up, never on a request's path. */
export class FarolError extends Error {
  override readonly name = "FarolError";
  readonly code: Fault["code"];
  /** What the message is made of. */
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(`${fault.found}: ${fault.rule}. ${fault.cure} [${fault.code}]`, options);
    this.code = fault.code;
    this.fault = fault;
  }
}
