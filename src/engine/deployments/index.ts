export { type DeploymentEvent, Deployments, type Recorded } from "./deployments.ts";
