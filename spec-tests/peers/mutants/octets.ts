/**
 * Mutants that send invalid frames, or accept them.
 */
import { constants, inflateRawSync } from "node:zlib";

import { compressor, decompressor } from "../../../reference/compression/index.ts";
import { data } from "../../../scripts/interop/h2/index.ts";
import { error, isError, isMessage, isPing, isPong, raw, type RawFrame, shortest, statusOf } from "./frames.ts";
import { mutateIncoming, type Mutant, mutateOutgoing } from "./mutant.ts";

const reversed = (octets: Uint8Array): Uint8Array => Buffer.from(octets).reverse();

/** Writes Length in big-endian order. */
const bigEndian = ({ length, ...frame }: RawFrame): RawFrame => ({
  ...frame,
  length: Buffer.concat([length.subarray(0, 1), reversed(length.subarray(1))]),
});

/** Writes Length in three octets instead of one. */
const long = (frame: RawFrame): RawFrame =>
  frame.length.length > 1 ? frame : { ...frame, length: Uint8Array.of(0xfe, frame.length[0] ?? 0, 0) };

const recoded = (from: string, to: RawFrame) => mutateOutgoing(() => (frame) => [isError(frame, from) ? to : frame]);

const LENGTH_0 = Uint8Array.of(0);

/** Decompresses each message without the context of earlier ones. */
function forgetful({ header, payload }: RawFrame): readonly (RawFrame | Uint8Array)[] {
  if ((header & 12) === 0) return [raw(header, payload)];
  try {
    return [
      raw(header & 3, inflateRawSync(Buffer.concat([payload, Uint8Array.of(0, 0, 0xff, 0xff)]), { finishFlush: constants.Z_SYNC_FLUSH })),
    ];
  } catch {
    return [error("DECO")];
  }
}

/** Compresses the messages of one direction again, with the greatest window. */
function recompressor(): (frame: RawFrame) => RawFrame {
  const reader = decompressor({ deflate: 9 }, { message: 2 ** 24 });
  const writer = compressor({ deflate: 15 });
  return (frame) => {
    if ((frame.header & 12) === 0) return frame;
    const message = reader.decompress(frame.payload);
    const payload = message.ok ? writer.compress(message.octets) : undefined;
    return payload === undefined ? frame : raw(frame.header, payload);
  };
}

/** Mutants of both roles. */
const both: readonly Omit<Mutant, "role">[] = [
  {
    name: "big-endian-length",
    does: "sends Length in network byte order",
    found: ["frames/length-edges", "fail"],
    mutation: mutateOutgoing(() => (frame) => [bigEndian(frame)]),
  },
  {
    name: "long-length-sent",
    does: "sends Length in three octets instead of one",
    found: ["frames/text", "fail"],
    mutation: mutateOutgoing(() => (frame) => [isMessage(frame) ? long(frame) : frame]),
  },
  {
    name: "long-length-accepted",
    does: "accepts a Length that is not in its shortest form",
    found: ["vectors/frame/length/65535-in-32-bits", "fail"],
    mutation: mutateIncoming(() => (frame) => [{ ...frame, length: shortest(frame.payload.length + 1) }]),
  },
  {
    name: "reserved-accepted",
    does: "ignores reserved bits",
    found: ["vectors/frame/reserved/1", "fail"],
    mutation: mutateIncoming(() => (frame) => [{ ...frame, header: frame.header & 15 }]),
  },
  {
    name: "compression-unnegotiated-accepted",
    does: "accepts a compressed frame as an uncompressed one on a connection without compression",
    found: ["compression/lz4-not-negotiated", "fail"],
    mutation: mutateIncoming(() => (frame) => [{ ...frame, header: frame.header & ~12 }]),
  },
  {
    name: "empty-refused",
    does: "reports an empty message as a fault",
    found: ["frames/empty", "fail"],
    mutation: mutateIncoming(() => (frame) => (isMessage(frame) && frame.payload.length === 0 ? [LENGTH_0] : [frame])),
  },
  {
    name: "deflate-context-reset",
    does: "drops the context of DEFLATE after each message",
    found: ["compression/deflate", "fail"],
    mutation: mutateIncoming(() => forgetful),
  },
  {
    name: "deflate-window-exceeded",
    does: "refers back beyond the window of DEFLATE",
    found: ["compression/deflate-window", "fail"],
    mutation: mutateOutgoing(() => {
      const recompress = recompressor();
      return (frame) => [recompress(frame)];
    }),
  },
  {
    name: "status-big-endian",
    does: "sends Status in network byte order",
    found: ["closing/status-1000", "fail"],
    mutation: mutateOutgoing(() => (frame) => [
      isError(frame) && frame.payload.length > 4
        ? raw(
            frame.header,
            Buffer.concat([frame.payload.subarray(0, 4), reversed(frame.payload.subarray(4, 6)), frame.payload.subarray(6)]),
          )
        : frame,
    ]),
  },
  {
    name: "utf8-as-fram",
    does: "reports malformed UTF-8 as FRAM",
    found: ["vectors/frame/utf8/fe", "wrong-code"],
    mutation: recoded("UTF8", error("FRAM")),
  },
  {
    name: "large-as-fram",
    does: "reports a message over the limit as FRAM",
    found: ["limits/message-largest", "wrong-code"],
    mutation: recoded("LRGE", error("FRAM")),
  },
  {
    name: "deco-as-fram",
    does: "reports an invalid compressed payload as FRAM",
    found: ["vectors/compression/gen/lz4/size-shortest/in-5-octets", "wrong-code"],
    mutation: recoded("DECO", error("FRAM")),
  },
  {
    name: "fault-as-close",
    does: "reports a fault by CLOS with 1002",
    found: ["faults/reports", "wrong-code"],
    mutation: recoded("FRAM", error("CLOS", 1002)),
  },
  {
    name: "reason-repeated",
    does: "answers CLOS with a Reason",
    found: ["closing/status-1000", "fail"],
    mutation: mutateOutgoing(() => (frame) => [
      isError(frame, "CLOS") ? error("CLOS", statusOf(frame), statusOf(frame) === undefined ? "" : "bye") : frame,
    ]),
  },
  {
    name: "status-1005-sent",
    does: "answers CLOS without a Status with 1005",
    found: ["closing/plain", "fail"],
    mutation: mutateOutgoing(() => (frame) => [isError(frame, "CLOS") && statusOf(frame) === undefined ? error("CLOS", 1005) : frame]),
  },
  {
    name: "status-unsendable-repeated",
    does: "treats a Status that no endpoint may send as 1000",
    found: ["closing/counts-as-1002-1005", "fail"],
    mutation: mutateIncoming(() => (frame) => [statusOf(frame) === 1005 && isError(frame, "CLOS") ? error("CLOS", 1000) : frame]),
  },
  {
    name: "octets-behind-close",
    does: "sends a ping after its CLOS",
    found: ["closing/plain", "fail"],
    mutation: mutateOutgoing(() => (frame) => (isError(frame) ? [frame, raw(3, new Uint8Array(9))] : [frame])),
  },
  {
    name: "close-not-answered",
    does: "does not answer CLOS",
    found: ["closing/plain", "fail"],
    mutation: mutateOutgoing(() => (frame) => (isError(frame) ? [] : [frame])),
  },
  {
    name: "fault-by-reset",
    does: "resets the stream on a fault",
    found: ["faults/reports", "fail"],
    mutation: mutateOutgoing((stream) => (frame) => {
      if (!isError(frame, "FRAM")) return [frame];
      stream.sendReset("PROTOCOL_ERROR" as never);
      return [];
    }),
  },
  {
    name: "pong-other-data",
    does: "sends pongs with other Data, except the opening pong",
    found: ["pings/echoes-data", "fail"],
    mutation: mutateOutgoing(() => {
      let count = 0;
      return (frame) => [
        isPong(frame) && count++ > 0 ? raw(frame.header, Buffer.concat([frame.payload.subarray(0, -1), Uint8Array.of(0xaa)])) : frame,
      ];
    }),
  },
  {
    name: "pings-not-answered",
    does: "answers only the first ping",
    found: ["pings/echoes-data", "fail"],
    mutation: mutateOutgoing(() => {
      let count = 0;
      return (frame) => (isPong(frame) && count++ > 0 ? [] : [frame]);
    }),
  },
  {
    name: "pong-behind-messages",
    does: "sends pongs after the next message",
    found: ["pings/ahead-of-messages", "non-strict"],
    mutation: mutateOutgoing(() => {
      let [hasSent, delayed]: [boolean, RawFrame[]] = [false, []];
      return (frame) => {
        hasSent ||= isMessage(frame);
        if (isPong(frame) && hasSent) {
          delayed.push(frame);
          return [];
        }
        const later = isMessage(frame) ? delayed : [];
        if (isMessage(frame)) delayed = [];
        return [frame, ...later];
      };
    }),
  },
  {
    name: "frame-per-data",
    does: "treats each DATA frame as a whole frame",
    found: ["frames/octet-by-octet", "fail"],
    mutation: {
      incoming: () => (octets) => (octets.length > 0 && octets[0] !== octets.length - 1 && octets.length < 9 ? LENGTH_0 : octets),
    },
  },
  {
    name: "status-not-repeated",
    does: "answers every CLOS without a Status",
    found: ["closing/status-1000", "fail"],
    mutation: mutateOutgoing(() => (frame) => [isError(frame, "CLOS") ? error("CLOS") : frame]),
  },
  {
    name: "fault-not-reported",
    does: "does not report a fault",
    found: ["faults/reports", "fail"],
    mutation: mutateOutgoing(() => (frame) => (isError(frame, "FRAM") ? [] : [frame])),
  },
  {
    name: "bom-cut",
    does: "removes the byte order mark of a text",
    found: ["frames/text", "fail"],
    mutation: { echo: (message) => (message.type === "text" ? { type: "text", text: message.text.replace(/^\ufeff/, "") } : message) },
  },
  {
    name: "text-as-binary",
    does: "returns text as binary",
    found: ["frames/text", "fail"],
    mutation: { echo: (message) => (message.type === "text" ? { type: "binary", bytes: Buffer.from(message.text) } : message) },
  },
  {
    name: "empty-lost",
    does: "drops empty messages",
    found: ["frames/empty", "fail"],
    mutation: { echo: (message) => ((message.type === "text" ? message.text : message.bytes).length === 0 ? undefined : message) },
  },
  {
    name: "empty-data-as-fault",
    does: "reports an empty DATA frame as a fault",
    found: ["frames/empty-data", "fail"],
    mutation: { incoming: () => (octets) => (octets.length === 0 ? LENGTH_0 : octets) },
  },
  {
    name: "empty-data-sent",
    does: "sends empty DATA frames",
    found: ["frames/order", "non-strict"],
    mutation: {
      outgoing: (stream) => (octets) => {
        stream.peer.send(data(stream.id));
        return octets;
      },
    },
  },
  {
    name: "small-limit",
    does: "reports a message of more than 1000 octets as a fault",
    found: ["frames/64-kib", "fail"],
    mutation: { incoming: () => (octets) => (octets.length > 1000 ? LENGTH_0 : octets) },
  },
  {
    name: "no-limit-on-pings",
    does: "has no limit for pings",
    found: ["limits/pings", "unimplemented"],
    mutation: { limits: { pings: 1e6 } },
  },
  {
    name: "few-pings",
    does: "closes after 15 pings",
    found: ["limits/pings-tolerated", "fail"],
    mutation: mutateIncoming(() => {
      let count = 0;
      return (frame) => (isPing(frame) && ++count > 15 ? [error("CLOS", 1008)] : [frame]);
    }),
  },
  {
    name: "limit-on-empty",
    does: "closes after 10,000 empty messages",
    found: ["limits/empty-messages-many", "fail"],
    mutation: mutateIncoming(() => {
      let count = 0;
      return (frame) => (isMessage(frame) && frame.payload.length === 0 && ++count > 10_000 ? [error("CLOS", 1008)] : [frame]);
    }),
  },
  {
    name: "limit-on-small-data",
    does: "reports a fault after 10,000 DATA frames of at most one octet",
    found: ["frames/one-octet-data", "fail"],
    mutation: {
      incoming: () => {
        let count = 0;
        return (octets) => (octets.length <= 1 && ++count > 10_000 ? LENGTH_0 : octets);
      },
    },
  },
  {
    name: "messages-lost-at-close",
    does: "drops queued messages when it receives CLOS",
    found: ["closing/messages-before", "fail"],
    mutation: lossy(),
  },
];

/** Drops queued messages when CLOS arrives. */
function lossy(): Mutant["mutation"] {
  const closing = new WeakSet<object>();
  return {
    ...mutateIncoming((stream) => (frame) => {
      if (isError(frame, "CLOS")) closing.add(stream);
      return [frame];
    }),
    ...mutateOutgoing((stream) => (frame) => (isMessage(frame) && closing.has(stream) ? [] : [frame])),
  };
}

/** The mutants that send or accept invalid frames. */
export const octetMutants: readonly Mutant[] = [
  ...both.map((mutant): Mutant => ({ ...mutant, role: "server" })),
  ...both.map((mutant): Mutant => ({ ...mutant, role: "client" })),
  {
    name: "opening-pong-other-data",
    role: "server",
    does: "sends an opening pong with other Data",
    found: ["opening/accepts", "fail"],
    mutation: mutateOutgoing(() => (frame) => [isPong(frame) ? raw(3, Uint8Array.of(1, 9, 9, 9, 9, 9, 9, 9, 9)) : frame]),
  },
  {
    name: "opening-pong-late",
    role: "server",
    does: "sends a message before the opening pong",
    found: ["opening/frames-behind-ping", "fail"],
    mutation: mutateOutgoing(() => {
      let first: RawFrame | undefined;
      let done = false;
      return (frame) => {
        if (done) return [frame];
        done = first !== undefined;
        first ??= frame;
        return done ? [frame, first] : [];
      };
    }),
  },
  {
    name: "second-ping-missing",
    role: "client",
    does: "sends no second ping",
    found: ["opening/second-ping", "fail"],
    mutation: mutateOutgoing(() => {
      let count = 0;
      return (frame) => (isPing(frame) && ++count === 2 ? [] : [frame]);
    }),
  },
];
