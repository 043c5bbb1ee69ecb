import {
  isAway,
  isBusy,
  isConflict,
  isConnectionFault,
  isOutcomeUnknown,
  isOverload,
  isSilence,
} from "./faults.ts";

/** Whether a database error says that the database is away, full, busy or shutting down: trying again may help. */
export function isUnavailable(error: unknown): boolean {
  return unavailability(error) !== undefined;
}

/** Why the database cannot serve now, for a caller; undefined when that is not what the error says. */
export function unavailability(error: unknown): string | undefined {
  if (isAway(error) || isConnectionFault(error)) return "The database is away; try again.";
  if (isOutcomeUnknown(error))
    return "The database was lost while this was saved, whole or not at all: look before you send it again, or repeat it with its Idempotency-Key.";
  if (isBusy(error)) return "All connections to the database are busy; try again.";
  if (isConflict(error)) return "Others change the same at this moment; try again.";
  if (isOverload(error) || isSilence(error)) return "The database takes too long; try again.";
  return undefined;
}
