export { bind, type InstrumentOf, type Instruments, instrumentsOf } from "./instruments.ts";
export { PULSE_MS, startPulse } from "./pulse.ts";
export { type Idle, ThreadRecorder } from "./recorder.ts";
export {
  currentRequest,
  enterRequest,
  listenToRequests,
  type RequestScope,
  type RequestSource,
} from "./request-scope.ts";
export { SlabWriter } from "./slab-writer.ts";
