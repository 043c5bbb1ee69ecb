import { post } from "../post.fixture.ts";

export const fails = [
  post({ summary: "Too many letters of {{ $labels.kind" }),
  post({ summary: "{{ $value | humanise }} letters a second" }),
];

export const passes = post({ summary: "{{ $value | humanize }} letters a second" });
