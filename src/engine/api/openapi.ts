import type { Endpoint } from "./endpoint.ts";
import { PROBLEMS, type ProblemCode } from "./problem.ts";

const PROBLEM_TYPE = "application/problem+json";

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(PROBLEMS) },
  },
};

/** The OpenAPI 3.1 document of these endpoints. */
export function openApi(endpoints: readonly Endpoint[], farolVersion: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Farol monitoring API",
      version: farolVersion,
      description:
        "Times are wall time in unix milliseconds, values are in the metric's own unit. Reading is open on the machine itself; from elsewhere, and to change something, it needs the token, except where `security` is empty. Beside it, what is below `/farol/prometheus/api/v1/` is Prometheus' own HTTP API, as Prometheus documents it.",
    },
    externalDocs: {
      description: "The Prometheus HTTP API, which is at /farol/prometheus/api/v1/",
      url: "https://prometheus.io/docs/prometheus/latest/querying/api/",
    },
    paths: pathsOf(endpoints),
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

/** The problems that an endpoint may answer with. */
export function problemsOf({ access, parameters, body, problems }: Endpoint): readonly ProblemCode[] {
  const bad: ProblemCode[] = Object.keys(parameters).length > 0 ? ["FAROL_BAD_PARAMETER"] : [];
  const badBody = body === undefined ? [] : BODY_PROBLEMS;
  const unknown: ProblemCode[] = access === "open" ? [] : ["FAROL_UNAUTHORIZED"];
  const unkept = access === "writing" ? COMMAND_PROBLEMS : [];
  return [
    ...bad,
    ...badBody,
    ...problems,
    ...unknown,
    ...unkept,
    "FAROL_FOREIGN_HOST",
    "FAROL_METHOD_NOT_ALLOWED",
    "FAROL_INTERNAL",
  ];
}

const BODY_PROBLEMS: readonly ProblemCode[] = [
  "FAROL_BAD_BODY",
  "FAROL_BODY_TOO_LARGE",
  "FAROL_UNSUPPORTED_MEDIA_TYPE",
];

/** Commands are limited in rate, and put on record before they are carried out. */
const COMMAND_PROBLEMS: readonly ProblemCode[] = ["FAROL_TOO_MANY_COMMANDS", "FAROL_NOT_KEPT"];

function pathsOf(endpoints: readonly Endpoint[]) {
  const byPath = Map.groupBy(endpoints, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, methods]) => [
      path,
      Object.fromEntries(methods.map((endpoint) => [endpoint.method.toLowerCase(), operation(endpoint)])),
    ]),
  );
}

function operation(endpoint: Endpoint) {
  return {
    summary: endpoint.summary,
    parameters: Object.entries(endpoint.parameters).map(([name, parameter]) => ({
      name,
      in: parameter.in,
      required: parameter.in === "path",
      description: parameter.description,
      ...(parameter.style && { style: parameter.style, explode: true }),
      schema: parameter.schema,
    })),
    ...(endpoint.body && {
      requestBody: { required: true, content: { "application/json": { schema: endpoint.body.json } } },
    }),
    responses: { ...answers(endpoint), ...refusals(endpoint) },
    security: SECURITY[endpoint.access],
  };
}

const SECURITY = { open: [], reading: [{}, { token: [] }], writing: [{ token: [] }] };

function answers({ responses }: Endpoint) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, content }]) => {
      const shapes = Object.entries(content).map(([type, schema]) => [type, { schema }]);
      return [status, { description, content: Object.fromEntries(shapes) }];
    }),
  );
}

function refusals(endpoint: Endpoint) {
  const byStatus = Map.groupBy(problemsOf(endpoint), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const description = codes.map((code) => `${PROBLEMS[code].title} (${code})`).join("; ");
      const content = { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } };
      return [status, { description, content }];
    }),
  );
}
