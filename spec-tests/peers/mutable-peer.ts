/**
 * Echo peers made of the reference connection and of the lab's HTTP/2: they choose every frame themselves, which a mutant needs.
 */
import { randomFillSync } from "node:crypto";

import { type Application, ClientCore, type ClientCoreOptions, type CoreOptions, type Message, ServerCore } from "../../reference/connection/index.ts";
import type { CompressionOffer } from "../../reference/schema/index.ts";
import type { RequestPolicy } from "../../reference/wire/index.ts";
import { type PeerAddress, connectPeer, type Http2Field, goaway, headers, listenPeers, type Http2Peer, type Http2Event, type Http2PeerServer } from "../../scripts/interop/h2/index.ts";
import { type StreamHooks, MutableStream } from "./mutable-stream.ts";

const RESET: Readonly<Record<string, number>> = { NO_ERROR: 0, PROTOCOL_ERROR: 1, REFUSED_STREAM: 7, CANCEL: 8 };

const environment = { clock: (): number => performance.now(), random: (octets: number): Uint8Array => randomFillSync(new Uint8Array(octets)) };

/** What a mutant changes beside the edges. */
export interface PeerMutation extends StreamHooks {
  readonly limits?: CoreOptions["limits"];
  readonly policy?: RequestPolicy;
  /** What comes back for a message; nothing for `undefined`. */
  readonly echo?: (message: Message) => Message | undefined;
  /** Randomness of its own. */
  readonly random?: (octets: number) => Uint8Array;
  /** Does with a request what it likes. @returns whether the core is to see it */
  readonly request?: (stream: MutableStream, fields: readonly Http2Field[], endStream: boolean) => boolean;
  /** How many openings may be reset; the default of the draft unless given. */
  readonly openings?: number;
  /** A client repeats an opening that was reset. */
  readonly retries?: boolean;
}

/** The application: sends back what comes. */
function echoApplication(core: () => ClientCore | ServerCore, { echo = (message) => message }: PeerMutation, more: Partial<Application> = {}): Application {
  return {
    opened: () => undefined,
    failed: () => undefined,
    closed: () => undefined,
    message: (message) => {
      const answer = echo(message);
      if (answer !== undefined) core().send(answer);
    },
    ...more,
  };
}

function optionsOf(stream: MutableStream, application: Application, { limits, random }: PeerMutation): CoreOptions {
  const world = random === undefined ? environment : { ...environment, random };
  return { stream, application, environment: world, ...(limits === undefined ? {} : { limits }) };
}

/** Hands events of HTTP/2 to the streams of a connection. */
function deliverEvent(streams: Map<number, MutableStream>, event: Http2Event): void {
  for (const each of "stream" in event && event.stream !== 0 ? [streams.get(event.stream)] : streams.values()) {
    if (each === undefined) continue;
    if (event.type === "DATA") each.received(event.octets, event.endStream);
    if (event.type === "RST_STREAM") {
      each.over = true;
      each.core.receiveReset(typeof event.code === "number" ? event.code : (RESET[event.code] ?? 2));
    }
    if (event.type === "LOSS") each.core.connectionLost(event.why);
    each.settle(performance.now());
  }
}

const isHandshake = (fields: readonly Http2Field[]): boolean =>
  fields.some(([name, value]) => name.startsWith("websocket2-") || (name === "content-type" && value.split(";")[0]?.trim().toLowerCase() === "application/websocket2"));

const otherReply = (fields: readonly Http2Field[]): Http2Field[] =>
  fields.some(([name, value]) => name === ":method" && value === "OPTIONS")
    ? [[":status", "204"]]
    : [[":status", fields.some(([name, value]) => name === ":method" && value === "POST") ? "415" : "405"], ["allow", "POST"], ["websocket2-error", "rejected"], ["cache-control", "no-store, no-transform"], ["content-length", "0"]];

/** All that this end can compress with. */
const offer: CompressionOffer = { lz4: [1, 9], deflate: [9, 15] };

const policy: RequestPolicy = { compression: { methods: offer } };

/** One HTTP/2 connection of a server. */
function serveSession(peer: Http2Peer, mutation: PeerMutation): void {
  const streams = new Map<number, MutableStream>();
  let [resets, last] = [0, 0];
  const openingBrokenOff = (): void => {
    if (++resets > (mutation.openings ?? 100)) peer.send(goaway(last, "ENHANCE_YOUR_CALM"));
  };
  const open = (id: number, fields: readonly Http2Field[], endStream: boolean): void => {
    last = id;
    const method = fields.find(([name]) => name === ":method")?.[1];
    const stream = new MutableStream(peer, id, mutation);
    if (mutation.request?.(stream, fields, endStream) === false) return;
    if (method === "OPTIONS" || !isHandshake(fields)) return peer.send(headers(id, otherReply(fields), { endStream: true }));
    const application = echoApplication(() => core, mutation, { request: () => core.accept(), openingAborted: openingBrokenOff });
    const core = new ServerCore(optionsOf(stream, application, mutation));
    stream.core = core;
    streams.set(id, stream);
    core.receiveRequest(mutation.fields?.(fields) ?? fields, endStream, mutation.policy ?? policy);
    stream.settle(performance.now());
  };
  peer.onEvent((event) => {
    if (event.type !== "HEADERS") return deliverEvent(streams, event);
    const known = streams.get(event.stream);
    if (known === undefined) open(event.stream, event.fields, event.endStream);
    else if (event.endStream) deliverEvent(streams, { type: "DATA", stream: event.stream, octets: new Uint8Array(0), endStream: true, counted: 0 });
  });
}

/** Listens as an echo server. */
export function mutableServer(mutation: PeerMutation = {}, port = 0): Promise<Http2PeerServer> {
  return listenPeers({ port, settings: { MAX_CONCURRENT_STREAMS: 5000 } }, (peer) => serveSession(peer, mutation));
}

function clientOn(peer: Http2Peer, id: number, url: URL, mutation: PeerMutation & Pick<ClientCoreOptions, "confirm">, done: () => void): MutableStream {
  const stream = new MutableStream(peer, id, mutation);
  const core: ClientCore = new ClientCore({ ...optionsOf(stream, echoApplication(() => core, mutation, { failed: done, closed: done }), mutation) });
  stream.core = core;
  core.sendRequest({ scheme: "http", authority: url.host, path: `${url.pathname}${url.search}`, offer });
  stream.settle(performance.now());
  return stream;
}

/** Connects once as an echo client; resolves when its connection is over. */
export async function mutableClient(href: string, mutation: PeerMutation = {}): Promise<void> {
  const url = new URL(href);
  const address: PeerAddress = { host: url.hostname, port: Number(url.port) };
  const peer = await connectPeer(address);
  await new Promise<void>((resolve) => {
    const streams = new Map<number, MutableStream>();
    const start = (id: number): void => void streams.set(id, clientOn(peer, id, url, mutation, () => setTimeout(resolve, 100)));
    start(1);
    peer.onEvent((event) => {
      if (event.type === "RST_STREAM" && mutation.retries === true && event.stream < 7) start(event.stream + 2);
      if (event.type !== "HEADERS") return deliverEvent(streams, event);
      const stream = streams.get(event.stream);
      if (stream === undefined) return;
      const trailers = !event.fields.some(([name]) => name === ":status");
      if (trailers) return deliverEvent(streams, { type: "DATA", stream: event.stream, octets: new Uint8Array(0), endStream: true, counted: 0 });
      (stream.core as ClientCore).receiveHeaders(mutation.fields?.(event.fields) ?? event.fields, event.endStream);
      stream.settle(performance.now());
    });
    peer.onEvent((event) => void (event.type === "LOSS" && resolve()));
  });
  peer.destroy();
}
