export { Heartbeat } from "./heartbeat.ts";
export { goTime, NO_TIME } from "./message/go-time.ts";
export { sampleMessage } from "./sample-message.ts";
export { SecretFiles } from "./secrets/secret-files.ts";
export { senderOf } from "./sender-of.ts";
