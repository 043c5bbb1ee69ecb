/** Where each dashboard is found: part of its address, and what an alert names. */
export const OVERVIEW_DASHBOARD = "farol-overview";
export const HTTP_DASHBOARD = "farol-http";
/** How fast the service is, and what slows it down. */
export const SERVICE_DASHBOARD = "farol-service";
export const DATABASE_DASHBOARD = "farol-database";
export const DATABASE_QUERIES_DASHBOARD = "farol-database-queries";
export const INFRASTRUCTURE_DASHBOARD = "farol-infrastructure";
export const OBJECTIVES_DASHBOARD = "farol-objectives";
export const ALERTS_DASHBOARD = "farol-alerts";
