import type { StackSpec } from "farol/compile";

/** Where the files are for that are generated of this service's monitoring. */
export const stack: StackSpec = {
  kubernetes: {
    env: {
      NODE_ENV: "production",
      HOST: "0.0.0.0",
      PORT: "8000",
      FAROL_DATA_DIR: "/data",
      // PostgreSQL's connections are for all pods together.
      DATABASE_POOL_MIN: "5",
      DATABASE_POOL_MAX: "20",
      DRAIN_LIMIT: "20s",
    },
    secretEnv: [
      "DATABASE_URL",
      "REDIS_URL",
      "SCANNER_URL",
      "WEBHOOK_URL",
      "FAROL_TOKEN",
      "SIGNING_KEY",
      "ADMIN_PASSWORD",
    ],
    writableFolders: ["/data", "/tmp"],
  },
};
