/**
 * Mutants that are wrong in what they say by HTTP: fields, statuses, ends and resets.
 */
import type { FieldLines } from "../../../reference/wire/index.ts";
import { data, type Http2Field, headers, reset } from "../../../scripts/interop/h2/index.ts";
import { byFrame, error, isError, octetsOf } from "./frames.ts";
import { type Mutant, mutateOutgoing } from "./mutant.ts";

const without = (...names: readonly string[]) => (fields: readonly Http2Field[]): Http2Field[] => fields.filter(([name]) => !names.includes(name)) as Http2Field[];

const put = (name: string, value: string) => (fields: readonly Http2Field[]): Http2Field[] => [...without(name)(fields), [name, value]];

const isRefusal = (fields: readonly Http2Field[]): boolean => fields.some(([name, value]) => name === ":status" && value !== "200");

/** Changes the header section of refusals alone. */
const ofRefusals = (change: (fields: readonly Http2Field[]) => Http2Field[]) => (fields: FieldLines): Http2Field[] => (isRefusal(fields as Http2Field[]) ? change(fields as Http2Field[]) : ([...fields] as Http2Field[]));

/** The status stands first, as HTTP/2 has it. */
const status = (value: string) => (fields: readonly Http2Field[]): Http2Field[] => [[":status", value], ...without(":status")(fields)];

const servers: readonly Omit<Mutant, "role">[] = [
  { name: "no-no-store", does: "leaves cache-control out", found: ["opening/accepts", "fail"], mutation: { headers: (fields) => without("cache-control")(fields as Http2Field[]) } },
  { name: "no-token-on-refusals", does: "leaves websocket2-error out of refusals", found: ["opening/version-2", "fail"], mutation: { headers: ofRefusals(without("websocket2-error")) } },
  { name: "refusal-with-200", does: "refuses with the status 200", found: ["opening/version-2", "fail"], mutation: { headers: ofRefusals(status("200")) } },
  { name: "refusal-without-content", does: "refuses without content", found: ["opening/content-type", "fail"], mutation: { content: () => new Uint8Array(0) } },
  { name: "versions-not-listed", does: "refuses a version without saying which there are", found: ["opening/version-lists", "fail"], mutation: { headers: ofRefusals(without("websocket2-version")) } },
  { name: "content-length", does: "sends content-length with its 200", found: ["opening/accepts", "fail"], mutation: { headers: (fields) => (isRefusal(fields as Http2Field[]) ? [...fields] : put("content-length", "100")(fields as Http2Field[])) } },
  { name: "compression-outside-offer", does: "compresses with a setting outside the offered range", found: ["compression/choice-lz4", "fail"], mutation: { headers: (fields) => fields.map(([name, value]) => [name, name === "websocket2-compression" && value.startsWith("lz4") ? "lz4=9" : value]) } },
  { name: "protocol-unasked", does: "chooses a subprotocol that was not offered", found: ["opening/protocol-of-offer", "fail"], mutation: { headers: (fields) => (isRefusal(fields as Http2Field[]) ? [...fields] : put("websocket2-protocol", '"chat"')(fields as Http2Field[])) } },
  { name: "any-origin", does: "accepts every origin", found: ["opening/foreign-origin", "fail"], mutation: { fields: without("origin") } },
  { name: "any-method", does: "accepts every method", found: ["opening/method-put", "fail"], mutation: { fields: (fields) => [[":method", "POST"], ...without(":method")(fields)] } },
  { name: "any-version", does: "accepts every version", found: ["opening/version-2", "fail"], mutation: { fields: put("websocket2-version", "1") } },
  { name: "coding-accepted", does: "accepts a content coding", found: ["opening/content-encoding", "fail"], mutation: { fields: without("content-encoding") } },
  { name: "early-data-accepted", does: "accepts a handshake in early data", found: ["opening/early-data", "fail"], mutation: { fields: without("early-data") } },
  { name: "any-preflight", does: "allows a preflight of any origin", found: ["opening/preflight", "fail"], mutation: { request: (stream, fields) => {
    if (!fields.some(([, value]) => value === "OPTIONS")) return true;
    stream.peer.send(headers(stream.id, [[":status", "204"], ["access-control-allow-origin", "*"]], { endStream: true }));
    return false;
  } } },
  { name: "ends-too-early", does: "ends its side right behind its CLOS", found: ["closing/client-ends-first", "fail"], mutation: mutateOutgoing((stream) => (frame) => {
    if (isError(frame)) setTimeout(() => stream.endAtOnce(), 0);
    return [frame];
  }) },
  { name: "never-ends", does: "does not end its side", found: ["closing/plain", "fail"], mutation: { end: () => undefined } },
  { name: "error-on-end", does: "answers END_STREAM by an error frame", found: ["closing/end-alone", "fail"], mutation: { peerEnd: (stream, take) => {
    stream.peer.send(data(stream.id, octetsOf(error("CLOS", 1001))));
    take();
  } } },
  { name: "reset-as-end", does: "resets in place of END_STREAM", found: ["closing/end-with-clos", "fail"], mutation: { end: (stream) => stream.peer.send(reset(stream.id, "CANCEL")) } },
  { name: "trailers-ignored", does: "does not take trailers for an end", found: ["closing/end-by-trailers", "fail"], mutation: { peerEnd: () => undefined } },
  { name: "other-content-type", does: "sends another content type with its 200", found: ["opening/accepts", "fail"], mutation: { headers: (fields) => put("content-type", "application/octet-stream")(fields as Http2Field[]) } },
  { name: "no-incremental", does: "leaves incremental out", found: ["opening/accepts", "fail"], mutation: { headers: (fields) => without("incremental")(fields as Http2Field[]) } },
  { name: "refused-not-reset", does: "does not reset a refused request that goes on", found: ["opening/refusal-linger", "fail"], mutation: { reset: () => undefined } },
  { name: "no-limit-on-resets", does: "lets a client reset openings as it likes", found: ["limits/openings-reset", "unimplemented"], mutation: { openings: 1e9 } },
  { name: "scheme-refused", does: "refuses because of the scheme", found: ["opening/scheme-https", "fail"], mutation: { request: (stream, fields) => {
    if (fields.some(([name, value]) => name === ":scheme" && value === "http")) return true;
    stream.peer.send(headers(stream.id, [[":status", "400"], ["websocket2-error", "rejected"]]), data(stream.id, Buffer.from("no"), { endStream: true }));
    return false;
  } } },
  { name: "no-window", does: "gives no window back", found: ["flow/window-inside-frame", "fail"], mutation: { window: false } },
  { name: "no-limit", does: "has no limit on messages", found: ["limits/message-largest", "fail"], mutation: { incoming: () => {
    let over = false;
    return (octets) => (over || (over = octets[0] === 0xff) ? new Uint8Array(0) : octets);
  } } },
];

const clients: readonly Omit<Mutant, "role">[] = [
  { name: "get", does: "asks by GET", found: ["opening/request", "fail"], mutation: { headers: (fields) => [[":method", "GET"], ...without(":method")(fields as Http2Field[])] } },
  { name: "no-cancel", does: "does not cancel an opening that failed", found: ["opening/wrong-pong", "fail"], mutation: { reset: () => undefined } },
  { name: "field-missing", does: "leaves accept-encoding out", found: ["opening/request", "fail"], mutation: { headers: (fields) => without("accept-encoding")(fields as Http2Field[]) } },
  { name: "field-forbidden", does: "sends content-encoding", found: ["opening/request", "fail"], mutation: { headers: (fields) => put("content-encoding", "identity")(fields as Http2Field[]) } },
  { name: "version-2", does: "asks for another version", found: ["opening/request", "fail"], mutation: { headers: (fields) => put("websocket2-version", "2")(fields as Http2Field[]) } },
  { name: "same-data", does: "uses the same Data in every ping", found: ["opening/second-ping", "fail"], mutation: { random: (octets) => new Uint8Array(octets).fill(7) } },
  { name: "repeats", does: "repeats an opening that was reset", found: ["opening/no-retry-after-reset", "fail"], mutation: { retries: true } },
  { name: "any-token", does: "takes every token for okay", found: ["opening/unknown-token", "fail"], mutation: { fields: (fields) => put("websocket2-error", "okay")(fields) } },
  { name: "coding-ignored", does: "ignores a content coding", found: ["opening/content-coded", "fail"], mutation: { fields: without("content-encoding") } },
  { name: "any-content-type", does: "ignores the content type", found: ["opening/content-type", "fail"], mutation: { fields: put("content-type", "application/websocket2") } },
  { name: "ends-failed-opening", does: "ends an opening that failed in place of a reset", found: ["opening/wrong-pong", "fail"], mutation: { reset: (_, stream) => stream.endAtOnce() } },
  { name: "other-reset", does: "resets with another code", found: ["closing/end-alone", "fail"], mutation: { reset: (_, __, send) => send("NO_ERROR") } },
  { name: "waits-for-refusal", does: "waits for the end of a refusal", found: ["opening/endless-refusal", "fail"], mutation: { limits: { refusalLinger: 10_000 } } },
  { name: "never-ends", does: "does not end its side behind CLOS", found: ["closing/client-ends-at-once", "fail"], mutation: { end: () => undefined } },
  { name: "any-pong", does: "takes every pong for the opening pong", found: ["opening/wrong-pong", "fail"], mutation: anyPong() },
];

/** Puts the Data of its own opening ping into the first pong. */
function anyPong(): Mutant["mutation"] {
  const data = new WeakMap<object, Uint8Array>();
  return {
    outgoing: (stream) => byFrame((frame) => {
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

/** Mutants whose fault lies in HTTP. */
export const httpMutants: readonly Mutant[] = [
  ...servers.map((mutant): Mutant => ({ ...mutant, role: "server" })),
  ...clients.map((mutant): Mutant => ({ ...mutant, role: "client" })),
];
