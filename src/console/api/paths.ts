/** Where the monitoring API begins. */
export const API = "/api/v1/monitoring";
