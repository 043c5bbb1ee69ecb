import { promql } from "../../../define/index.ts";
import { letters, lettersWaiting } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

export const fails = drawn(promql`max(rate(${lettersWaiting}[5m]))`);

export const passes = [
  drawn(promql`max(deriv(${lettersWaiting}[5m]))`),
  drawn(promql`max(rate(${letters}[5m]))`),
];
