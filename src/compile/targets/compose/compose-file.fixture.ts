import { is, list, mapOf, object, text } from "../structure.fixture.ts";

// What the Compose specification asks of a file, as far as anything of it is written here.

const NAME = text(/^[a-z0-9][a-z0-9_-]*$/);
const DURATION = text(/^\d+s$/);
const BIND = { source: text(/^\.\.?\//), target: text(/^\//), read_only: is(true) };
const MOUNT = object(
  { type: is("bind", "volume"), source: text(), target: text(/^\//) },
  { read_only: BIND.read_only, bind: object({ create_host_path: is(false) }) },
);
const SERVICE = object(
  {
    image: text(/^[a-z]+\/[a-z]+:v?\d+\.\d+\.\d+$/),
    ports: list(text(/^127\.0\.0\.1:(\d+):\1$/), 1),
    healthcheck: object({
      test: list(text(), 2),
      interval: DURATION,
      timeout: DURATION,
      retries: is(6),
      start_period: DURATION,
    }),
    restart: is("unless-stopped"),
  },
  {
    command: list(text(/^--/), 1),
    environment: mapOf(text()),
    volumes: list(MOUNT, 1),
    extra_hosts: list(is("host.docker.internal:host-gateway"), 1),
    depends_on: mapOf(object({ condition: is("service_healthy") })),
    secrets: list(object({ source: text(/^[-.\w]+$/), target: text(/^\//) })),
  },
);

export const COMPOSE_FILE = object(
  { name: NAME, services: mapOf(SERVICE), volumes: mapOf(object({})) },
  { secrets: mapOf(object({ file: text(/^\.\//) })) },
);

/** A mount of a service. */
export interface Mount {
  readonly type: "bind" | "volume";
  readonly source: string;
  readonly target: string;
}

/** A file that is of that shape. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, Service | undefined>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly volumes?: readonly Mount[];
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
}
