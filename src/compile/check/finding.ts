import type { Fault, Place } from "../../model/index.ts";

/** Something in a definition that cannot be meant, with all that is needed to mend it. */
export interface Finding extends Fault {
  /** Where it stands. */
  readonly place: Place;
  /** The name that there is and that is nearest to the one found. */
  readonly nearest?: string;
}
