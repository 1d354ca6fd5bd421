// What the package does not export, because games have no use for it: the engine without I/O, and the codec of its packets.

export { Messages, type Outlet } from "../../../packages/transport/dist/session/messages.js";
export * as SendFlags from "../../../packages/transport/dist/session/send-flags.js";
export { ENVELOPE_BYTES } from "../../../packages/transport/dist/wire/envelope.js";
export * as FrameKinds from "../../../packages/transport/dist/wire/frame-kinds.js";
export { writeUnreliable } from "../../../packages/transport/dist/wire/frame.js";
export { PacketReader, writeDataHeader } from "../../../packages/transport/dist/wire/packet.js";
