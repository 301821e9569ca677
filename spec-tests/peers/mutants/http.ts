/**
 * Mutants with faults in HTTP: fields, statuses, ends and resets.
 */
import type { FieldLines } from "../../../reference/wire/index.ts";
import { data, type Http2Field, headers, reset } from "../../../scripts/interop/h2/index.ts";
import { fieldName } from "../../../scripts/interop/handshake-fields.ts";
import { byFrame, error, isError, octetsOf } from "./frames.ts";
import { type Mutant, mutateOutgoing } from "./mutant.ts";
import { repeats } from "./repeats.ts";

const without =
  (...names: readonly string[]) =>
  (fields: readonly Http2Field[]): Http2Field[] =>
    fields.filter(([name]) => !names.includes(name)) as Http2Field[];

const put =
  (name: string, value: string) =>
  (fields: readonly Http2Field[]): Http2Field[] => [...without(name)(fields), [name, value]];

const isRefusal = (fields: readonly Http2Field[]): boolean => fields.some(([name, value]) => name === ":status" && value !== "200");

/** Changes the header section of refusals alone. */
const ofRefusals =
  (change: (fields: readonly Http2Field[]) => Http2Field[]) =>
  (fields: FieldLines): Http2Field[] =>
    isRefusal(fields as Http2Field[]) ? change(fields as Http2Field[]) : ([...fields] as Http2Field[]);

/** Replaces the status; pseudo-header fields come first in HTTP/2. */
const status =
  (value: string) =>
  (fields: readonly Http2Field[]): Http2Field[] => [[":status", value], ...without(":status")(fields)];

/** Changes the header sections with a value of the message limit alone. */
const ifLimitIs =
  (value: string, change: (fields: readonly Http2Field[]) => Http2Field[]) =>
  (fields: readonly Http2Field[]): Http2Field[] =>
    fields.some(([name, found]) => name === fieldName.limit && found === value) ? change(fields) : [...fields];

/** Returns the peers that treat the field websocket2-limit wrongly. @param fail - makes the opening fail */
const limitMutants = (fail: (fields: readonly Http2Field[]) => Http2Field[]): readonly Omit<Mutant, "role">[] => [
  {
    name: "limit-checked",
    does: "fails the opening for a malformed message limit",
    found: ["limits/peer-decimal", "fail"],
    mutation: { fields: ifLimitIs("65536.0", fail) },
  },
  {
    name: "peer-limit-ignored",
    does: "sends messages that are longer than its peer accepts",
    found: ["limits/peer", "fail"],
    mutation: { fields: without(fieldName.limit) },
  },
  {
    name: "limit-not-kept",
    does: "announces a greater message limit than it has",
    found: ["limits/announced", "fail"],
    mutation: { limits: { message: 65536 }, headers: (fields) => put(fieldName.limit, "1000000")(fields as Http2Field[]) },
  },
];

const servers: readonly Omit<Mutant, "role">[] = [
  ...limitMutants(put(fieldName.version, "x")),
  {
    name: "no-no-store",
    does: "omits cache-control",
    found: ["opening/accepts", "fail"],
    mutation: { headers: (fields) => without("cache-control")(fields as Http2Field[]) },
  },
  {
    name: "no-token-on-refusals",
    does: "omits the outcome in refusals",
    found: ["opening/version-unsupported", "fail"],
    mutation: { headers: ofRefusals(without(fieldName.outcome)) },
  },
  {
    name: "refusal-with-200",
    does: "refuses with the status 200",
    found: ["opening/version-unsupported", "fail"],
    mutation: { headers: ofRefusals(status("200")) },
  },
  {
    name: "refusal-without-content",
    does: "refuses without content",
    found: ["opening/content-type", "fail"],
    mutation: { content: () => new Uint8Array(0) },
  },
  {
    name: "check-not-named",
    does: "refuses without the name of the check",
    found: ["opening/content-type", "fail"],
    mutation: { content: (octets) => Buffer.from(Buffer.from(octets).toString().replace('"check"', '"kind"')) },
  },
  {
    name: "versions-not-listed",
    does: "refuses a version without a list of versions",
    found: ["opening/version-lists", "fail"],
    mutation: { headers: ofRefusals(without(fieldName.version)) },
  },
  {
    name: "content-length",
    does: "sends content-length with its 200",
    found: ["opening/accepts", "fail"],
    mutation: {
      headers: (fields) => (isRefusal(fields as Http2Field[]) ? [...fields] : put("content-length", "100")(fields as Http2Field[])),
    },
  },
  {
    name: "compression-outside-offer",
    does: "compresses with a setting outside the offered range",
    found: ["compression/choice-lz4", "fail"],
    mutation: {
      headers: (fields) =>
        fields.map(([name, value]) => [name, name === fieldName.compression && value.startsWith("lz4") ? "lz4=9" : value]),
    },
  },
  {
    name: "protocol-unasked",
    does: "chooses a subprotocol that was not offered",
    found: ["opening/protocol-of-offer", "fail"],
    mutation: {
      headers: (fields) => (isRefusal(fields as Http2Field[]) ? [...fields] : put(fieldName.protocol, '"chat"')(fields as Http2Field[])),
    },
  },
  { name: "any-origin", does: "accepts every origin", found: ["opening/foreign-origin", "fail"], mutation: { fields: without("origin") } },
  {
    name: "any-method",
    does: "accepts every method",
    found: ["opening/method-put", "fail"],
    mutation: { fields: (fields) => [[":method", "POST"], ...without(":method")(fields)] },
  },
  {
    name: "any-version",
    does: "accepts every version",
    found: ["opening/version-unsupported", "fail"],
    mutation: { fields: put(fieldName.version, "1") },
  },
  {
    name: "coding-accepted",
    does: "accepts a content coding",
    found: ["opening/content-encoding", "fail"],
    mutation: { fields: without("content-encoding") },
  },
  {
    name: "expectation-not-seen",
    does: "sends no 100 (Continue)",
    found: ["opening/expect-continue", "non-strict"],
    mutation: { fields: without("expect") },
  },
  {
    name: "expectation-refused",
    does: "refuses an expectation",
    found: ["opening/expect-other", "fail"],
    mutation: {
      request: (stream, fields) => {
        if (!fields.some(([name]) => name === "expect")) return true;
        stream.peer.send(headers(stream.id, [[":status", "417"]], { endStream: true }));
        return false;
      },
    },
  },
  {
    name: "early-data-accepted",
    does: "accepts a handshake in early data",
    found: ["opening/early-data", "fail"],
    mutation: { fields: without("early-data") },
  },
  {
    name: "any-preflight",
    does: "allows a preflight of any origin",
    found: ["opening/preflight", "fail"],
    mutation: {
      request: (stream, fields) => {
        if (!fields.some(([, value]) => value === "OPTIONS")) return true;
        stream.peer.send(
          headers(
            stream.id,
            [
              [":status", "204"],
              ["access-control-allow-origin", "*"],
            ],
            { endStream: true },
          ),
        );
        return false;
      },
    },
  },
  {
    name: "ends-too-early",
    does: "sends END_STREAM before the client",
    found: ["closing/client-ends-first", "fail"],
    mutation: mutateOutgoing((stream) => (frame) => {
      if (isError(frame)) setTimeout(() => stream.endAtOnce(), 0);
      return [frame];
    }),
  },
  { name: "never-ends", does: "does not send END_STREAM", found: ["closing/plain", "fail"], mutation: { end: () => undefined } },
  {
    name: "error-on-end",
    does: "answers END_STREAM with an error frame",
    found: ["closing/end-alone", "fail"],
    mutation: {
      peerEnd: (stream, take) => {
        stream.peer.send(data(stream.id, octetsOf(error("CLOS", 1001))));
        take();
      },
    },
  },
  {
    name: "reset-as-end",
    does: "sends RST_STREAM instead of END_STREAM",
    found: ["closing/end-with-clos", "fail"],
    mutation: { end: (stream) => stream.peer.send(reset(stream.id, "CANCEL")) },
  },
  {
    name: "trailers-ignored",
    does: "ignores the end of the stream by trailers",
    found: ["closing/end-by-trailers", "fail"],
    mutation: { peerEnd: () => undefined },
  },
  {
    name: "other-content-type",
    does: "sends another content type with its 200",
    found: ["opening/accepts", "fail"],
    mutation: { headers: (fields) => put("content-type", "application/octet-stream")(fields as Http2Field[]) },
  },
  {
    name: "no-incremental",
    does: "omits incremental",
    found: ["opening/accepts", "fail"],
    mutation: { headers: (fields) => without("incremental")(fields as Http2Field[]) },
  },
  {
    name: "refused-not-reset",
    does: "does not reset a refused request that does not end",
    found: ["opening/refusal-linger", "fail"],
    mutation: { reset: () => undefined },
  },
  {
    name: "scheme-refused",
    does: "refuses because of the scheme",
    found: ["opening/scheme-https", "fail"],
    mutation: {
      request: (stream, fields) => {
        if (fields.some(([name, value]) => name === ":scheme" && value === "http")) return true;
        stream.peer.send(
          headers(stream.id, [
            [":status", "400"],
            [fieldName.outcome, "rejected"],
          ]),
          data(stream.id, Buffer.from("no"), { endStream: true }),
        );
        return false;
      },
    },
  },
  { name: "no-window", does: "returns no window", found: ["flow/window-inside-frame", "fail"], mutation: { window: false } },
  {
    name: "no-limit",
    does: "has no message limit",
    found: ["limits/message-largest", "fail"],
    mutation: {
      incoming: () => {
        let over = false;
        return (octets) => (over || (over = octets[0] === 0xff) ? new Uint8Array(0) : octets);
      },
    },
  },
];

const clients: readonly Omit<Mutant, "role">[] = [
  ...limitMutants(put(fieldName.outcome, "rejected")),
  {
    name: "get",
    does: "sends GET",
    found: ["opening/request", "fail"],
    mutation: { headers: (fields) => [[":method", "GET"], ...without(":method")(fields as Http2Field[])] },
  },
  {
    name: "no-cancel",
    does: "does not cancel a failed opening",
    found: ["opening/wrong-pong", "fail"],
    mutation: { reset: () => undefined },
  },
  {
    name: "field-missing",
    does: "omits accept-encoding",
    found: ["opening/request", "fail"],
    mutation: { headers: (fields) => without("accept-encoding")(fields as Http2Field[]) },
  },
  {
    name: "field-forbidden",
    does: "sends content-encoding",
    found: ["opening/request", "fail"],
    mutation: { headers: (fields) => put("content-encoding", "identity")(fields as Http2Field[]) },
  },
  {
    name: "version-2",
    does: "requests another version",
    found: ["opening/request", "fail"],
    mutation: { headers: (fields) => put(fieldName.version, "2")(fields as Http2Field[]) },
  },
  {
    name: "same-data",
    does: "uses the same Data in every ping",
    found: ["opening/second-ping", "fail"],
    mutation: { random: (octets) => new Uint8Array(octets).fill(7) },
  },
  {
    name: "acts-on-check",
    does: "repeats an opening because of the check that the server names",
    found: ["opening/no-retry-for-check", "fail"],
    mutation: { retries: (event) => event.type === "DATA" && Buffer.from(event.octets).includes("early-data") },
  },
  {
    name: "any-token",
    does: "treats every token as okay",
    found: ["opening/unknown-token", "fail"],
    mutation: { fields: (fields) => put(fieldName.outcome, "okay")(fields) },
  },
  {
    name: "coding-ignored",
    does: "ignores a content coding",
    found: ["opening/content-coded", "fail"],
    mutation: { fields: without("content-encoding") },
  },
  {
    name: "any-content-type",
    does: "ignores the content type",
    found: ["opening/content-type", "fail"],
    mutation: { fields: put("content-type", "application/websocket2") },
  },
  {
    name: "ends-failed-opening",
    does: "sends END_STREAM instead of RST_STREAM for a failed opening",
    found: ["opening/wrong-pong", "fail"],
    mutation: { reset: (_, stream) => stream.endAtOnce() },
  },
  {
    name: "waits-for-refusal",
    does: "waits for the end of a refusal",
    found: ["opening/endless-refusal", "fail"],
    mutation: { limits: { refusalLinger: 10_000 } },
  },
  {
    name: "never-ends",
    does: "does not send END_STREAM after CLOS",
    found: ["closing/client-ends-at-once", "fail"],
    mutation: { end: () => undefined },
  },
  { name: "any-pong", does: "accepts every pong as the opening pong", found: ["opening/wrong-pong", "fail"], mutation: anyPong() },
];

/** Replaces the Data of the first pong by that of the opening ping. */
function anyPong(): Mutant["mutation"] {
  const data = new WeakMap<object, Uint8Array>();
  return {
    outgoing: (stream) =>
      byFrame((frame) => {
        if (!data.has(stream)) data.set(stream, frame.payload.slice(1));
        return [frame];
      }),
    incoming: (stream) => {
      let first = true;
      return byFrame((frame) => {
        const own = first ? data.get(stream) : undefined;
        first = false;
        return [own === undefined ? frame : { ...frame, payload: Buffer.concat([Uint8Array.of(1), own]) }];
      });
    },
  };
}

/** The mutants with faults in HTTP. */
export const httpMutants: readonly Mutant[] = [
  ...servers.map((mutant): Mutant => ({ ...mutant, role: "server" })),
  ...[...clients, ...repeats].map((mutant): Mutant => ({ ...mutant, role: "client" })),
];
