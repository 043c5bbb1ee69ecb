/** The variable by which each dashboard's reader chooses the Prometheus that it asks. */
export const DATASOURCE = { type: "prometheus", uid: `\${datasource}` } as const;
