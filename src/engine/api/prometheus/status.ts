import { hostname } from "node:os";
import { type Answer, type Asked, type Route, whole } from "./asked.ts";

/** The Prometheus whose API and language this is: what clients ask for to know what they may use. */
const PROMETHEUS_VERSION = "3.5.0";

export const buildInfo = reading(({ context: { farolVersion } }) =>
  whole({
    version: PROMETHEUS_VERSION,
    revision: farolVersion,
    branch: "",
    buildUser: "",
    buildDate: "",
    goVersion: "",
    application: "Farol",
  }),
);

export const runtimeInfo = reading(({ context }) => {
  const { startedAtMs, clock } = context;
  const started = new Date(startedAtMs).toISOString();
  return whole({
    startTime: started,
    CWD: process.cwd(),
    hostname: hostname(),
    serverTime: new Date(clock.now()).toISOString(),
    reloadConfigSuccess: true,
    lastConfigTime: started,
    corruptionCount: 0,
    goroutineCount: context.threads(),
    GOMAXPROCS: 1,
    GOMEMLIMIT: 0,
    GOGC: "",
    GODEBUG: "",
    storageRetention: "",
  });
});

/** There is no file of configuration, and there are no flags. */
export const config = reading(() => whole({ yaml: "" }));
export const flags = reading(() => whole({}));

function reading(answer: (asked: Asked) => Answer): Route {
  return { takesForm: false, costs: false, answer };
}
