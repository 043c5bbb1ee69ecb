export { type Inhibitor, inhibitorsOf } from "./inhibitors.ts";
export type { Notification, NotifiedAlert } from "./message/data.ts";
export { renderReceiver } from "./message/render-receiver.ts";
export { type Circumstances, type Delivery, type Simulation, simulate } from "./simulate.ts";
export { type AlertJourney, type Message, simulateAlerts } from "./simulate-alerts.ts";
