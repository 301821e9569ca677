/** Frames of HTTP/3 (RFC 9114, Section 7): type and length in integers of varying size, and content of an open registry. */
import { bigCode, octets, repeated, rest, struct } from "../../../reference/layout/index.ts";
import type { Citation } from "../../../reference/layout/index.ts";
import { varint } from "../rfc9000/varint.ts";
import { frameType, settingIdentifier } from "./registries.ts";

const part = (id: string, title: string, cite: Citation) =>
  struct({ id, title, description: `${title}.`, cite, fault: "H3_FRAME_ERROR" });
const about = (description: string, cite: Citation) => ({ description, cite });

const data = part("http3-data", "DATA Frame", "RFC9114, Section 7.2.1")
  .field("data", octets(rest), about("Octets of content.", "RFC9114, Section 7.2.1"));

const headers = part("http3-headers", "HEADERS Frame", "RFC9114, Section 7.2.2")
  .field("section", octets(rest), { title: "Encoded Field Section", ...about("Fields in QPACK.", "RFC9114, Section 7.2.2") });

const SETTINGS = "RFC9114, Section 7.2.4";
const setting = part("http3-setting-parameter", "Setting", SETTINGS)
  .field("identifier", bigCode(varint, settingIdentifier), about("The kind of setting.", SETTINGS))
  .field("value", varint.bigType(), about("Its value.", SETTINGS));
const settings = part("http3-settings", "SETTINGS Frame", SETTINGS)
  .field("settings", repeated(setting, rest), { title: "Setting", ...about("The settings.", SETTINGS) });

const goaway = part("http3-goaway", "GOAWAY Frame", "RFC9114, Section 7.2.6")
  .field("id", varint.bigType(), { title: "Stream ID/Push ID", ...about("The first that is not served.", "RFC9114, Section 7.2.6") });

const maxPushId = part("http3-max-push-id", "MAX_PUSH_ID Frame", "RFC9114, Section 7.2.7")
  .field("pushId", varint.bigType(), { title: "Push ID", ...about("The greatest that a server can use.", "RFC9114, Section 7.2.7") });

const unknown = part("http3-unknown", "Unknown Frame", "RFC9114, Section 9")
  .field("payload", octets(rest), { title: "Frame Payload", ...about("Octets that the receiver ignores.", "RFC9114, Section 9") });

/** One frame. */
export const frame = part("http3-frame", "HTTP/3 Frame", "RFC9114, Section 7.1")
  .field("type", bigCode(varint, frameType), about("The kind of frame.", "RFC9114, Section 7.1"))
  .length("length", varint.bigType(), { bound: "frame" }, about("Octets of the payload.", "RFC9114, Section 7.1"))
  .variant(
    "payload",
    "type",
    { DATA: data, HEADERS: headers, SETTINGS: settings, GOAWAY: goaway, MAX_PUSH_ID: maxPushId },
    { title: "Frame Payload", ...about("The content of this kind.", "RFC9114, Section 7.1") },
    { default: unknown },
  );
