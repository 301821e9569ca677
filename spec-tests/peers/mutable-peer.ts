/**
 * Echo peers made of the reference connection and raw HTTP/2 peers: a mutant can change every frame.
 */
import { randomFillSync } from "node:crypto";

import {
  type Application,
  ClientCore,
  type ClientCoreOptions,
  type CoreOptions,
  type Message,
  ServerCore,
} from "../../reference/connection/index.ts";
import { nodeCompression } from "../../reference/compression/index.ts";
import { LocalError } from "../../reference/layout/errors.ts";
import { limit } from "../../reference/schema/index.ts";
import { isHandshake, type RequestPolicy, widestOffer } from "../../reference/wire/index.ts";
import { fieldValue } from "../../scripts/interop/h2/change-fields.ts";
import {
  connectPeer,
  goaway,
  headers,
  type Http2ErrorCode,
  type Http2Event,
  type Http2Field,
  http2ErrorCode,
  type Http2Peer,
  type Http2PeerServer,
  listenPeers,
  type PeerAddress,
} from "../../scripts/interop/h2/index.ts";
import { fieldName, refusalOf, replyValue, requestValue } from "../../scripts/interop/handshake-fields.ts";
import { type StreamHooks, MutableStream } from "./mutable-stream.ts";

const environment = {
  compression: nodeCompression,
  clock: (): number => performance.now(),
  random: (octets: number): Uint8Array => randomFillSync(new Uint8Array(octets)),
};

/** The behaviour that a mutant changes. */
export interface PeerMutation extends StreamHooks {
  readonly limits?: CoreOptions["limits"];
  readonly policy?: RequestPolicy;
  /** Returns the answer to a message; `undefined` for none. */
  readonly echo?: (message: Message) => Message | undefined;
  /** Replaces the random source. */
  readonly random?: (octets: number) => Uint8Array;
  /** Handles a request itself. @returns whether the core receives the request as well */
  readonly request?: (stream: MutableStream, fields: readonly Http2Field[], endStream: boolean) => boolean;
  /** The number of openings that a client may reset; the default of the limit unless set. */
  readonly openings?: number;
  /** Ignores RST_STREAM(NO_ERROR) of the peer. */
  readonly ignoresNoError?: boolean;
  /** The code of the GOAWAY behind them; NO_ERROR unless set. */
  readonly goaway?: Http2ErrorCode;
  /** Processes streams behind the GOAWAY. */
  readonly ignoresGoaway?: boolean;
  /** Ends the open streams with the GOAWAY. */
  readonly endsWithGoaway?: boolean;
  /** Whether a client repeats its opening after an event. */
  readonly retries?: (event: Http2Event) => boolean;
  /** Leaves pushed responses on, as a client. */
  readonly push?: boolean;
}

/** The close code of an echo that would be longer than the peer accepts. */
const MESSAGE_TOO_BIG = 1009;

function sendEcho(core: ClientCore | ServerCore, message: Message): void {
  try {
    core.send(message);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    core.close(MESSAGE_TOO_BIG);
  }
}

/** An application that returns every message. */
function echoApplication(
  core: () => ClientCore | ServerCore,
  { echo = (message) => message }: PeerMutation,
  overrides: Partial<Application> = {},
): Application {
  return {
    opened: () => undefined,
    failed: () => undefined,
    closed: () => undefined,
    message: (message) => {
      const answer = echo(message);
      if (answer !== undefined) sendEcho(core(), answer);
    },
    ...overrides,
  };
}

function optionsOf(stream: MutableStream, application: Application, { limits, random }: PeerMutation): CoreOptions {
  const ownEnvironment = random === undefined ? environment : { ...environment, random };
  return { stream, application, environment: ownEnvironment, ...(limits === undefined ? {} : { limits }) };
}

/** The end of a stream by trailers, as an empty DATA frame. */
const endEvent = (stream: number): Http2Event => ({ type: "DATA", stream, octets: new Uint8Array(0), endStream: true, counted: 0 });

/** Delivers an event to its stream, or to all streams of the connection. */
function deliverEvent(streams: Map<number, MutableStream>, event: Http2Event, { ignoresNoError }: PeerMutation): void {
  if (ignoresNoError === true && event.type === "RST_STREAM" && event.code === "NO_ERROR") return;
  for (const each of "stream" in event && event.stream !== 0 ? [streams.get(event.stream)] : streams.values()) {
    if (each === undefined) continue;
    if (event.type === "DATA") each.received(event.octets, event.endStream);
    if (event.type === "RST_STREAM") {
      each.isOver = true;
      each.core.receiveReset(Number(http2ErrorCode.find(event.code)?.code ?? event.code));
    }
    if (event.type === "LOSS") each.core.connectionLost(event.why);
    each.settle(performance.now());
  }
}

/** The response to a request that is not a handshake. */
function otherReply(fields: readonly Http2Field[]): Http2Field[] {
  const method = fieldValue(fields, ":method");
  if (method === "OPTIONS") return [[":status", "204"]];
  const { status, token } = refusalOf(method === requestValue(":method") ? "content-type" : "method");
  const allow = replyValue("allow", "refused") ?? "";
  const cacheControl = replyValue("cache-control", "refused") ?? "";
  return [
    [":status", status],
    ["allow", allow],
    [fieldName.outcome, token],
    ["cache-control", cacheControl],
    ["content-length", "0"],
  ];
}

const policy: RequestPolicy = { compression: widestOffer() };

/** Serves one HTTP/2 connection. */
function serveSession(peer: Http2Peer, mutation: PeerMutation): void {
  const streams = new Map<number, MutableStream>();
  let [resets, lastStream, draining] = [0, 0, false];
  const openingAborted = (): void => {
    if (draining || ++resets <= (mutation.openings ?? limit.value("openings"))) return;
    draining = mutation.ignoresGoaway !== true;
    peer.send(goaway(lastStream, mutation.goaway ?? "NO_ERROR"));
    if (mutation.endsWithGoaway === true) peer.destroy();
  };
  const open = (id: number, fields: readonly Http2Field[], endStream: boolean): void => {
    if (draining) return;
    lastStream = id;
    const stream = new MutableStream(peer, id, mutation);
    if (mutation.request?.(stream, fields, endStream) === false) return;
    if (!isHandshake(fields)) return peer.send(headers(id, otherReply(fields), { endStream: true }));
    const application = echoApplication(() => core, mutation, { request: () => core.accept(), openingAborted });
    const core = new ServerCore(optionsOf(stream, application, mutation));
    stream.core = core;
    streams.set(id, stream);
    core.receiveRequest(mutation.fields?.(fields) ?? fields, endStream, mutation.policy ?? policy);
    stream.settle(performance.now());
  };
  peer.onEvent((event) => {
    if (event.type !== "HEADERS") return deliverEvent(streams, event, mutation);
    const known = streams.get(event.stream);
    if (known === undefined) open(event.stream, event.fields, event.endStream);
    else if (event.endStream) {
      deliverEvent(streams, endEvent(event.stream), mutation);
    }
  });
}

/** Starts an echo server in cleartext. */
export function mutableServer(mutation: PeerMutation = {}, port = 0): Promise<Http2PeerServer> {
  return listenPeers({ port, settings: { MAX_CONCURRENT_STREAMS: 5000 } }, (peer) => serveSession(peer, mutation));
}

function clientOn(
  peer: Http2Peer,
  id: number,
  url: URL,
  mutation: PeerMutation & Pick<ClientCoreOptions, "confirm">,
  done: () => void,
): MutableStream {
  const stream = new MutableStream(peer, id, mutation);
  const core: ClientCore = new ClientCore({
    ...optionsOf(
      stream,
      echoApplication(() => core, mutation, { failed: done, closed: done }),
      mutation,
    ),
  });
  stream.core = core;
  core.sendRequest({ scheme: "http", authority: url.host, path: `${url.pathname}${url.search}`, offer: widestOffer() });
  stream.settle(performance.now());
  return stream;
}

/** The last stream of a client that repeats its opening. */
const MAX_STREAM = 41;

/** Opens one connection as an echo client; resolves when the connection has ended. */
export async function mutableClient(href: string, mutation: PeerMutation = {}): Promise<void> {
  const url = new URL(href);
  const address: PeerAddress = { host: url.hostname, port: Number(url.port) };
  const peer = await connectPeer(address, mutation.push === true ? {} : { settings: { ENABLE_PUSH: 0 } });
  await new Promise<void>((resolve) => {
    const streams = new Map<number, MutableStream>();
    let last = 0;
    const start = (id: number): void => {
      last = id;
      streams.set(
        id,
        clientOn(peer, id, url, mutation, () => setTimeout(() => id === last && resolve(), 100)),
      );
    };
    start(1);
    peer.onEvent((event) => {
      if (mutation.retries?.(event) === true && "stream" in event && event.stream < MAX_STREAM) start(event.stream + 2);
      if (event.type !== "HEADERS") return deliverEvent(streams, event, mutation);
      const stream = streams.get(event.stream);
      if (stream === undefined) return;
      const trailers = !event.fields.some(([name]) => name === ":status");
      if (trailers) {
        return deliverEvent(streams, endEvent(event.stream), mutation);
      }
      (stream.core as ClientCore).receiveHeaders(mutation.fields?.(event.fields) ?? event.fields, event.endStream);
      stream.settle(performance.now());
    });
    peer.onEvent((event) => void (event.type === "LOSS" && resolve()));
  });
  peer.destroy();
}
