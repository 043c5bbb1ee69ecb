import type { Questions } from "./ask-history.ts";
import { ENDPOINT_COLUMNS } from "./endpoint-columns.ts";
import { PANELS } from "./panels/index.ts";
import { STATS } from "./stats/index.ts";

/** Everything that the page asks of history. */
export const QUESTIONS: Questions = {
  courses: [
    ...STATS.map(({ course }) => course),
    ...PANELS.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
  ],
  samples: [
    ...STATS.flatMap(({ numbers }) => Object.values(numbers)),
    ...ENDPOINT_COLUMNS.map(({ expr }) => expr),
  ],
};
