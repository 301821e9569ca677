/**
 * Requests of a raw HTTP/2 client, for what our client would never do.
 *
 * @module
 */
import { buildRequest } from "../../../../reference/wire/index.ts";
import { changeFields, type FieldChanges } from "../../h2/change-fields.ts";
import { type Http2Peer, reset } from "../../h2/index.ts";
import { sendHandshakeRequest } from "../../raw-handshake.ts";

/** What differs from a handshake as our client makes it. */
export interface RawRequest {
  readonly target: string;
  /** `localhost` unless given. */
  readonly authority?: string;
  readonly method?: string;
  /** Fields to set anew or add; `null` takes one out. */
  readonly fields?: FieldChanges;
  /** Whether the opening ping goes with it; yes unless given. */
  readonly ping?: boolean;
}

/** A request that was sent. */
export interface RawStream {
  readonly stream: number;
  /** The opening ping, as a frame. */
  readonly ping: Uint8Array;
}

/** How a raw reply went on, as far as was waited for. */
export interface RawReply {
  /** Absent where no header section came. */
  readonly status?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly octets: Uint8Array;
  /** Content, DATA frame by DATA frame, in octets. */
  readonly dataSizes: readonly number[];
  readonly ended: "END_STREAM" | "reset" | "lost" | undefined;
  /** The error code of a reset. */
  readonly code?: string;
}

/** Sends a request. @param stream - its number: 1, 3 and so on */
export function sendRequest(peer: Http2Peer, { target, authority = "localhost", method, fields = {}, ping = true }: RawRequest, stream = 1): RawStream {
  const changes = method === undefined ? fields : { ":method": method, ...fields };
  const sent = sendHandshakeRequest(peer, stream, changeFields(buildRequest({ authority, path: target }), changes), { ping });
  return { stream, ping: sent.octets };
}

/** What ended a reply, by the event that says so. */
const endByEvent = { RST_STREAM: "reset", LOSS: "lost", MALFORMED: "lost", GOAWAY: undefined } as const;

/**
 * Takes what comes on a stream until it ends, time is up, or enough has come.
 *
 * @param ms - how long to wait
 * @param enough - looks at the reply so far
 */
export async function collectReply(peer: Http2Peer, stream: number, ms: number, enough: (reply: RawReply) => boolean = () => false): Promise<RawReply> {
  const until = performance.now() + ms;
  let reply: RawReply = { fields: {}, octets: new Uint8Array(0), dataSizes: [], ended: undefined };
  while (reply.ended === undefined && !enough(reply)) {
    const left = until - performance.now();
    if (left <= 0) break;
    const event = await peer.nextMatching("more", (each) => ("stream" in each && each.stream === stream && each.type !== "WINDOW_UPDATE") || each.type === "LOSS", left).catch(() => undefined);
    if (event === undefined) break;
    if (event.type === "HEADERS") {
      const fields = Object.fromEntries(event.fields.map((field) => [field[0], field[1]]));
      const status = fields[":status"];
      reply = { ...reply, fields: { ...reply.fields, ...fields }, ...(status === undefined ? {} : { status }), ended: event.endStream ? "END_STREAM" : undefined };
    } else if (event.type === "DATA") {
      const octets = Buffer.concat([reply.octets, event.octets]);
      reply = { ...reply, octets, dataSizes: [...reply.dataSizes, event.octets.length], ended: event.endStream ? "END_STREAM" : undefined };
    } else if (event.type in endByEvent) {
      reply = { ...reply, ended: endByEvent[event.type as keyof typeof endByEvent], ...(event.type === "RST_STREAM" ? { code: String(event.code) } : {}) };
    }
  }
  return reply;
}

/** Gives a stream up. */
export function cancelStream(peer: Http2Peer, stream: number): void {
  peer.send(reset(stream, "CANCEL"));
}
