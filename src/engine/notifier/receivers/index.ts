export { type Beat, Heartbeat, type HeartbeatOptions } from "./heartbeat.ts";
export { goTime, NO_TIME } from "./message/go-time.ts";
export { type SampleOptions, sampleMessage } from "./sample-message.ts";
export { SecretFiles, type SecretFilesOptions } from "./secrets/secret-files.ts";
export { type SendingOptions, senderOf } from "./sender-of.ts";
