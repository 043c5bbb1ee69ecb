import { defineMonitoring } from "farol";
import { caches } from "farol/integrations/cache";
import { postgres } from "farol/integrations/database";
import { deployments } from "farol/integrations/deployment";
import { health } from "farol/integrations/health";
import { http } from "farol/integrations/http";
import { overview } from "farol/integrations/overview";
import { processes } from "farol/integrations/process";
import { resilience } from "farol/integrations/resilience";
import { service } from "farol/integrations/service";
import { businessDashboard } from "./dashboards/business.ts";
import { declarations } from "./metrics.ts";
import { budgetAlert, objectives } from "./objectives.ts";
import { routing } from "./routing.ts";

export { stack } from "./stack.ts";

/** The whole of this service's monitoring. */
export const monitoring = defineMonitoring({
  service: "reviews",
  integrations: [
    http(),
    postgres(),
    caches(),
    resilience(),
    processes(),
    health(),
    deployments(),
    overview(),
    service({ job: "reviews" }),
  ],
  metrics: Object.values(declarations),
  dashboards: [businessDashboard],
  objectives,
  rules: [budgetAlert],
  routing,
});
