/** Frames of QUIC (RFC 9000, Section 19): the type in an integer of varying size, and fields that it chooses. */
import { code, counted, octets, repeated, rest, struct, uint, utf8 } from "../../../reference/layout/index.ts";
import type { Citation } from "../../../reference/layout/index.ts";
import { frameType } from "./frame-type.ts";
import { varint } from "./varint.ts";

const part = (id: string, title: string, cite: Citation) =>
  struct({ id, title, description: `${title}.`, cite, fault: "FRAME_ENCODING_ERROR" });

const padding = part("quic-padding", "PADDING Frame", "RFC9000, Section 19.1");
const ping = part("quic-ping", "PING Frame", "RFC9000, Section 19.2");

const ACK = "RFC9000, Section 19.3";
const about = (description: string, cite: Citation = ACK) => ({ description, cite });

const ackRange = part("quic-ack-range", "ACK Range", "RFC9000, Section 19.3.1")
  .field("gap", varint.bigType(), about("Packets that are missing, minus one."))
  .field("length", varint.bigType(), { title: "ACK Range Length", ...about("Packets before the largest of the range.") });

const acknowledged = (id: string, title: string) =>
  part(id, title, ACK)
    .field("largest", varint.bigType(), { title: "Largest Acknowledged", ...about("The largest packet number.") })
    .field("delay", varint.bigType(), { title: "ACK Delay", ...about("Time since that packet arrived.") })
    .count("rangeCount", varint.bigType(), {}, { title: "ACK Range Count", ...about("The number of further ranges.") })
    .field("first", varint.bigType(), { title: "First ACK Range", ...about("Packets before the largest.") })
    .field("ranges", repeated(ackRange, counted("rangeCount")), { title: "ACK Range", ...about("Further ranges.") });

const ack = acknowledged("quic-ack", "ACK Frame");
const ackEcn = acknowledged("quic-ack-ecn", "ACK Frame with ECN")
  .field("ect0", varint.bigType(), { title: "ECT0 Count", ...about("Packets with ECT(0).", "RFC9000, Section 19.3.2") })
  .field("ect1", varint.bigType(), { title: "ECT1 Count", ...about("Packets with ECT(1).", "RFC9000, Section 19.3.2") })
  .field("ecnCe", varint.bigType(), { title: "ECN-CE Count", ...about("Packets with ECN-CE.", "RFC9000, Section 19.3.2") });

const CRYPTO = "RFC9000, Section 19.6";
const crypto = part("quic-crypto", "CRYPTO Frame", CRYPTO)
  .field("offset", varint.bigType(), about("The place of the first octet.", CRYPTO))
  .size("length", varint.bigType(), {}, about("Octets of the data.", CRYPTO))
  .field("data", octets(counted("length")), { title: "Crypto Data", ...about("Octets of the handshake.", CRYPTO) });

const STREAM = "RFC9000, Section 19.8";
const streamId = { title: "Stream ID", ...about("The stream.", STREAM) };
const offset = about("The place of the first octet.", STREAM);
const length = about("Octets of the data.", STREAM);
const data = { title: "Stream Data", ...about("Octets of the stream.", STREAM) };

const stream = part("quic-stream", "STREAM Frame", STREAM)
  .field("streamId", varint.bigType(), streamId)
  .field("data", octets(rest), data);
const streamLen = part("quic-stream-len", "STREAM Frame with Length", STREAM)
  .field("streamId", varint.bigType(), streamId)
  .size("length", varint.bigType(), {}, length)
  .field("data", octets(counted("length")), data);
const streamOff = part("quic-stream-off", "STREAM Frame with Offset", STREAM)
  .field("streamId", varint.bigType(), streamId)
  .field("offset", varint.bigType(), offset)
  .field("data", octets(rest), data);
const streamOffLen = part("quic-stream-off-len", "STREAM Frame with Offset and Length", STREAM)
  .field("streamId", varint.bigType(), streamId)
  .field("offset", varint.bigType(), offset)
  .size("length", varint.bigType(), {}, length)
  .field("data", octets(counted("length")), data);

const maxData = part("quic-max-data", "MAX_DATA Frame", "RFC9000, Section 19.9")
  .field("maximum", varint.bigType(), { title: "Maximum Data", ...about("The limit in octets.", "RFC9000, Section 19.9") });

const ID = "RFC9000, Section 19.15";
const newConnectionId = part("quic-new-connection-id", "NEW_CONNECTION_ID Frame", ID)
  .field("sequence", varint.bigType(), { title: "Sequence Number", ...about("The number of the connection ID.", ID) })
  .field("retirePriorTo", varint.bigType(), { title: "Retire Prior To", ...about("The least number to keep.", ID) })
  .size("length", uint(8, { least: 1, most: 20 }), {}, about("Octets of the connection ID.", ID))
  .field("connectionId", octets(counted("length")), { title: "Connection ID", ...about("The connection ID.", ID) })
  .field("token", octets(16), { title: "Stateless Reset Token", ...about("A token that ends the connection.", ID) });

const CLOSE = "RFC9000, Section 19.19";
const errorCode = { title: "Error Code", ...about("The reason as a number.", CLOSE) };
const reasonLength = { title: "Reason Phrase Length", ...about("Octets of the reason.", CLOSE) };
const reason = { title: "Reason Phrase", ...about("The reason as text.", CLOSE) };
const close = part("quic-close", "CONNECTION_CLOSE Frame", CLOSE)
  .field("errorCode", varint.bigType({ base: 16 }), errorCode)
  .field("frameType", varint.bigType({ base: 16 }), { title: "Frame Type", ...about("The type of the frame with the error, or 0.", CLOSE) })
  .size("reasonLength", varint.bigType(), {}, reasonLength)
  .field("reason", utf8(counted("reasonLength")), reason);
const closeApp = part("quic-close-app", "CONNECTION_CLOSE Frame of the Application", CLOSE)
  .field("errorCode", varint.bigType({ base: 16 }), errorCode)
  .size("reasonLength", varint.bigType(), {}, reasonLength)
  .field("reason", utf8(counted("reasonLength")), reason);

/** One frame. The type has the shortest form; the other integers can have any. */
export const frame = part("quic-frame", "QUIC Frame", "RFC9000, Section 12.4")
  .field("type", code(varint, frameType, { anyForm: false }), about("The kind of frame.", "RFC9000, Section 12.4"))
  .variant(
    "content",
    "type",
    {
      PADDING: padding,
      PING: ping,
      ACK: ack,
      ACK_ECN: ackEcn,
      CRYPTO: crypto,
      STREAM: stream,
      STREAM_FIN: stream,
      STREAM_LEN: streamLen,
      STREAM_LEN_FIN: streamLen,
      STREAM_OFF: streamOff,
      STREAM_OFF_FIN: streamOff,
      STREAM_OFF_LEN: streamOffLen,
      STREAM_OFF_LEN_FIN: streamOffLen,
      MAX_DATA: maxData,
      NEW_CONNECTION_ID: newConnectionId,
      CONNECTION_CLOSE: close,
      CONNECTION_CLOSE_APP: closeApp,
    },
    about("The fields of this kind.", "RFC9000, Section 19"),
  );
