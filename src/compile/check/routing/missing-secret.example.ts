import { pagerDuty } from "../../../define/index.ts";
import { routedPost } from "./routed-post.fixture.ts";

/** It has the files pagerduty and slack. */
export const options = { secretsFolder: `${import.meta.dirname}/secrets.fixture` };

const paging = (routingKeyFile: string) =>
  routedPost({ receivers: [pagerDuty({ name: "pager", routingKeyFile })] });

export const fails = paging("pagerdooty");

export const passes = [paging("pagerduty"), paging("/elsewhere/pagerdooty")];
