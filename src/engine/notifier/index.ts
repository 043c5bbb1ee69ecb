export type { ListedDelivery } from "./delivery.ts";
export { fingerprintOf } from "./fingerprint.ts";
export type { AlertHistory } from "./history.ts";
export type { ActiveAlert, ListedGroup, NotifierNumbers } from "./listing.ts";
export type { Notifier } from "./notifier.ts";
export type { NotifierLimits, NotifierOptions } from "./options.ts";
export type { OutgoingMessage, Sender, SenderOf, Sent, ToldAlert } from "./receiver.ts";
export type { ListedSilence, Silence, Silences } from "./silences.ts";
export { startNotifier } from "./start-notifier.ts";
