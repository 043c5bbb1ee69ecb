import { defineMonitoring } from "farol";
import { postgres } from "farol/integrations/database";
import { http } from "farol/integrations/http";
import { processes } from "farol/integrations/process";
import { declarations } from "./metrics.ts";

/** The whole of this service's monitoring. */
export const monitoring = defineMonitoring({
  service: "reviews",
  integrations: [http(), postgres(), processes()],
  metrics: Object.values(declarations),
});
