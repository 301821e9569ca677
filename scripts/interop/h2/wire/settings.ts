/**
 * The payloads of SETTINGS and WINDOW_UPDATE frames of RFC 9113.
 *
 * @module
 */
import { code, compile, registry, repeated, rest, struct, uint } from "../../../../reference/layout/index.ts";

const cite = "RFC9113, Section 6.5.1";
const defined = "RFC9113, Section 6.5.2";

/** The parameters of RFC 9113; unknown ones are ignored. */
export const settingIdentifier = registry(
  { id: "http2-setting", title: "HTTP/2 Settings", description: "What a setting is about.", cite: defined, codeTitle: "Code", open: true },
  [
    { code: 1, name: "HEADER_TABLE_SIZE", meaning: "Octets of the decoder's table", cite: defined },
    { code: 2, name: "ENABLE_PUSH", meaning: "Whether the server may push", cite: defined },
    { code: 3, name: "MAX_CONCURRENT_STREAMS", meaning: "Streams at once", cite: defined },
    { code: 4, name: "INITIAL_WINDOW_SIZE", meaning: "Octets of a stream's window", cite: defined },
    { code: 5, name: "MAX_FRAME_SIZE", meaning: "Octets of a frame's payload", cite: defined },
    { code: 6, name: "MAX_HEADER_LIST_SIZE", meaning: "Octets of a field section", cite: defined },
  ],
);

/** One parameter. */
export const setting = struct({ id: "setting", title: "Setting", description: "One parameter of the connection.", cite, fault: "FRAME_SIZE_ERROR" })
  .field("identifier", code(16, settingIdentifier), { description: "What the value is about.", cite })
  .field("value", uint(32), { description: "The value.", cite });

/** The payload of a SETTINGS frame. */
export const settings = struct({ id: "settings-payload", title: "Settings Payload", description: "Parameters of the connection.", cite, fault: "FRAME_SIZE_ERROR" })
  .field("settings", repeated(setting, rest), { description: "The parameters in order.", cite });

/** The payload of a WINDOW_UPDATE frame. */
export const windowUpdate = struct({ id: "window-update-payload", title: "Window Update Payload", description: "More room to send.", cite: "RFC9113, Section 6.9", fault: "FRAME_SIZE_ERROR" })
  .reserved("reserved", 1, { label: "R", description: "A bit without a meaning.", cite: "RFC9113, Section 6.9", ignored: true })
  .field("increment", uint(31, { least: 1, unit: "octets", faults: { least: "PROTOCOL_ERROR" } }), { title: "Window Size Increment", description: "How much more the peer may send.", cite: "RFC9113, Section 6.9" });

/** The payload of SETTINGS as octets and back. */
export const settingsCodec = compile(settings);

/** The payload of WINDOW_UPDATE as octets and back. */
export const windowUpdateCodec = compile(windowUpdate);

/** The name of a setting of RFC 9113. */
export type SettingName = (typeof settingIdentifier.names)[number];
