/**
 * A handshake of a raw HTTP/2 client, for requests and octets that the package's client never sends.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import { buildRequest, type RequestOptions } from "../../../../reference/wire/index.ts";
import { changeFields, type FieldChanges } from "../../h2/change-fields.ts";
import { data, type Http2Event, type Http2Field, type Http2Peer, reset } from "../../h2/index.ts";
import { sendHandshakeRequest } from "../../raw-handshake.ts";

/** The differences from a handshake of the package's client. */
export interface RawRequest {
  /** Path and query. */
  readonly target: string;
  /** Fields to set or add; `null` removes one. */
  readonly fields?: FieldChanges;
  /** Whether the opening ping follows; defaults to `true`. */
  readonly ping?: boolean;
}

/** The reply on a stream as far as it has arrived. */
export interface RawReply {
  /** Absent if no header section has arrived. */
  readonly status?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly octets: Uint8Array;
  /** The content of each DATA frame, in octets. */
  readonly dataSizes: readonly number[];
  readonly ended: "END_STREAM" | "reset" | "lost" | undefined;
  /** The error code of a reset. */
  readonly code?: string;
}

/** A ping frame and a pong frame, in octets. */
export const PING_FRAME_OCTETS = limit.value("pingRoom");

/** Returns whether the octets of a reply are long enough for the opening pong. */
export const hasPong = ({ octets }: RawReply): boolean => octets.length >= PING_FRAME_OCTETS;

/** Returns the end of a reply in words: `reset CANCEL`; empty while the stream is open. */
export const endText = ({ ended, code }: RawReply): string => [ended, code].filter((part) => part !== undefined).join(" ");

const STREAM = 1;

/** The end that an event means for a stream. */
const endByEvent = { RST_STREAM: "reset", LOSS: "lost", MALFORMED: "lost" } as const;

const emptyReply: RawReply = { fields: {}, octets: new Uint8Array(0), dataSizes: [], ended: undefined };

/** Returns a reply with one more event in it. */
function withEvent(reply: RawReply, event: Http2Event): RawReply {
  if (event.type === "HEADERS") {
    const fields = Object.fromEntries(event.fields.map(([name, value]) => [name, value]));
    const status = fields[":status"];
    return {
      ...reply,
      fields: { ...reply.fields, ...fields },
      ...(status === undefined ? {} : { status }),
      ended: event.endStream ? "END_STREAM" : undefined,
    };
  }
  if (event.type === "DATA") {
    const octets = Buffer.concat([reply.octets, event.octets]);
    return { ...reply, octets, dataSizes: [...reply.dataSizes, event.octets.length], ended: event.endStream ? "END_STREAM" : undefined };
  }
  if (!(event.type in endByEvent)) return reply;
  return {
    ...reply,
    ended: endByEvent[event.type as keyof typeof endByEvent],
    ...(event.type === "RST_STREAM" ? { code: String(event.code) } : {}),
  };
}

/** A stream on which a handshake was sent. */
export class RawExchange {
  readonly peer: Http2Peer;
  /** The header section that was sent. */
  readonly fields: readonly Http2Field[];
  /** The opening ping, a whole frame. */
  readonly ping: Uint8Array;

  /** Sends the handshake on the first stream of an HTTP/2 connection. @param options - the target; `request` changes it */
  constructor(peer: Http2Peer, options: Omit<RequestOptions, "path">, { target, fields, ping = true }: RawRequest) {
    this.peer = peer;
    this.fields = changeFields(buildRequest({ ...options, path: target }), fields);
    this.ping = sendHandshakeRequest(peer, STREAM, this.fields, { ping }).octets;
  }

  /** Sends content in one DATA frame. */
  send(octets: Uint8Array): void {
    this.peer.send(data(STREAM, octets));
  }

  /** Sends content as the windows of the peer allow, then END_STREAM. */
  async sendLast(octets: Uint8Array): Promise<void> {
    await this.peer.sendAll(STREAM, octets, { endStream: true });
  }

  /** Sends END_STREAM without content. */
  endStream(): void {
    this.peer.send(data(STREAM, new Uint8Array(0), { endStream: true }));
  }

  /** Resets the stream with CANCEL. */
  cancel(): void {
    this.peer.send(reset(STREAM, "CANCEL"));
  }

  /**
   * Collects the part of the reply that arrives from now on, until the stream ends, the time limit passes, or enough has arrived.
   *
   * @param ms - the time limit
   * @param enough - returns whether the reply so far is enough; never unless given
   */
  async collect(ms: number, enough: (reply: RawReply) => boolean = () => false): Promise<RawReply> {
    const until = performance.now() + ms;
    const concerns = (event: Http2Event): boolean =>
      event.type === "LOSS" || ("stream" in event && event.stream === STREAM && event.type !== "WINDOW_UPDATE");
    let reply = emptyReply;
    while (reply.ended === undefined && !enough(reply)) {
      const left = until - performance.now();
      const event = left <= 0 ? undefined : await this.peer.nextMatching("an event of the stream", concerns, left).catch(() => undefined);
      if (event === undefined) break;
      reply = withEvent(reply, event);
    }
    return reply;
  }
}
