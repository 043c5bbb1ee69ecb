/** What a room is for, and so what it may know. */
export interface Room {
  /** Rooms it may import, by name; `face` is the public face, `src/index.ts`. */
  readonly mayImport: readonly string[];
  /** Rooms that its tests may import besides. Default: none. */
  readonly testsMayImport?: readonly string[];
  /** Why no more than that: shown with every refusal. */
  readonly reason: string;
}

/** The rooms of src/. One that does not exist yet already has its line, so that it begins within it. */
export const ROOMS: Readonly<Record<string, Room>> = {
  model: {
    mayImport: [],
    reason: "model holds the words that every room shares: whatever it imported, all rooms would import",
  },
  promql: {
    mayImport: ["model"],
    reason:
      "promql reads through model's SeriesReader, so that it runs over any store and in the compiler without one",
  },
  record: {
    mayImport: ["model"],
    testsMayImport: ["define"],
    reason:
      "record runs on the application's thread and must stay small: what it imports, the application loads",
  },
  define: {
    mayImport: ["model", "promql"],
    reason:
      "define is the language monitoring is written in: a definition is a value that loads without anything running",
  },
  integrations: {
    mayImport: ["model", "record", "define"],
    reason: "integrations run on the application's thread: they write numbers and never meet who reads them",
  },
  alerting: {
    mayImport: ["model", "promql", "define"],
    reason:
      "alerting says what rules, templates and routes mean: compile and engine share it so that both mean the same",
  },
  compile: {
    mayImport: ["model", "promql", "define", "alerting"],
    reason:
      "compile turns a definition into findings and files: it must work on a build machine, with nothing running",
  },
  engine: {
    mayImport: ["model", "promql", "define", "alerting"],
    reason: "engine has its own thread and meets recording only in shared memory, whose layout is model's",
  },
  console: {
    mayImport: [],
    reason:
      "console runs in a browser and talks to the API only, so that it works with any server that speaks it",
  },
  load: {
    mayImport: ["model"],
    reason: "load looks at a service from outside: sharing code with what it measures would bend the measure",
  },
  cli: {
    mayImport: ["face", "alerting", "compile", "promql"],
    reason:
      "cli is a user of the library like any other: what it can do, a program can do with the public subpaths",
  },
};

/** Files at src's top: where recording and engine meet, on each of the two threads, and the public face. */
export const TOP_FILES: readonly string[] = [
  "alerting-definition.ts",
  "application-conversation.ts",
  "farol.ts",
  "index.ts",
  "engine-handle.ts",
  "engine-thread.ts",
  "step-back.ts",
  "stderr-logger.ts",
  "thread-messages.ts",
];

/** Rooms whose folders are rooms of their own to enter: each has its `index.ts`, which is a subpath. */
export const ROOMS_OF_SUBJECTS: readonly string[] = ["integrations"];

/** The one room that names libraries of the observed application, as types. */
export const LIBRARY_ROOM = "integrations";
