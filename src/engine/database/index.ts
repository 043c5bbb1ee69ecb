export { openDatabase } from "./open-database.ts";
export { type DatabaseOptions, openOrGoOn } from "./open-or-go-on.ts";
export { isSqliteError } from "./sqlite-error.ts";
export { transaction } from "./transaction.ts";
