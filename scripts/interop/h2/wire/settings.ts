/**
 * The payloads of SETTINGS and WINDOW_UPDATE frames of RFC 9113.
 *
 * @module
 */
import { code, compile, registry, repeated, rest, struct, uint } from "../../../../reference/layout/index.ts";

const cite = "RFC9113, Section 6.5.1";
const defined = "RFC9113, Section 6.5.2";

/** The parameters of RFC 9113. The registry is open: receivers ignore unknown parameters. */
export const settingIdentifier = registry(
  {
    id: "http2-setting",
    title: "HTTP/2 Settings",
    description: "The parameters of SETTINGS frames.",
    cite: defined,
    codeTitle: "Code",
    open: true,
  },
  [
    { code: 1, name: "HEADER_TABLE_SIZE", meaning: "Octets of the dynamic table of the decoder", cite: defined },
    { code: 2, name: "ENABLE_PUSH", meaning: "1 if the server may push", cite: defined },
    { code: 3, name: "MAX_CONCURRENT_STREAMS", meaning: "Concurrent streams", cite: defined },
    { code: 4, name: "INITIAL_WINDOW_SIZE", meaning: "Octets of the initial window of streams", cite: defined },
    { code: 5, name: "MAX_FRAME_SIZE", meaning: "Octets of a frame payload", cite: defined },
    { code: 6, name: "MAX_HEADER_LIST_SIZE", meaning: "Octets of an uncompressed field section", cite: defined },
  ],
);

/** One parameter of SETTINGS. */
export const setting = struct({
  id: "setting",
  title: "Setting",
  description: "One parameter of a connection.",
  cite,
  fault: "FRAME_SIZE_ERROR",
})
  .field("identifier", code(16, settingIdentifier), { description: "The parameter.", cite })
  .field("value", uint(32), { description: "The value of the parameter.", cite });

/** The payload of a SETTINGS frame. */
export const settings = struct({
  id: "settings-payload",
  title: "Settings Payload",
  description: "The parameters of a connection.",
  cite,
  fault: "FRAME_SIZE_ERROR",
}).field("settings", repeated(setting, rest), { description: "The parameters, applied in order.", cite });

/** The payload of a WINDOW_UPDATE frame. */
export const windowUpdate = struct({
  id: "window-update-payload",
  title: "Window Update Payload",
  description: "The increment of a flow-control window.",
  cite: "RFC9113, Section 6.9",
  fault: "FRAME_SIZE_ERROR",
})
  .reserved("reserved", 1, { label: "R", description: "A reserved bit without meaning.", cite: "RFC9113, Section 6.9", ignored: true })
  .field("increment", uint(31, { least: 1, unit: "octets", faults: { least: "PROTOCOL_ERROR" } }), {
    title: "Window Size Increment",
    description: "Octets that the receiver of the frame may send in addition.",
    cite: "RFC9113, Section 6.9",
  });

/** The codec of SETTINGS payloads. */
export const settingsCodec = compile(settings);

/** The codec of WINDOW_UPDATE payloads. */
export const windowUpdateCodec = compile(windowUpdate);

/** The name of a setting of RFC 9113. */
export type SettingName = (typeof settingIdentifier.names)[number];
