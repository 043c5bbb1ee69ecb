import { promql } from "../../../define/index.ts";
import { letters, lettersWaiting } from "../post.fixture.ts";
import { drawn } from "./shown-post.fixture.ts";

export const fails = drawn(promql`sum(delta(${letters}[10m]))`);

export const passes = [
  drawn(promql`sum(increase(${letters}[10m]))`),
  drawn(promql`sum(delta(${lettersWaiting}[10m]))`),
];
