/**
 * What an origin does that is not our server: one that knows nothing of WebSocket2, and ones that answer as some wished or feared.
 *
 * @module
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

import type { Frame } from "../../../../reference/schema/index.ts";
import { encodeFrame, FrameDecoder } from "../../../../reference/wire/index.ts";

/** What a stub has seen of one request. */
export interface ObservedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The content so far. */
  octets: Uint8Array;
  /** How the request ended: in order or not; `undefined` while it goes on. */
  ended: "end" | "aborted" | undefined;
}

/** An exchange, over HTTP/1.1 as well as HTTP/2. */
export interface StubExchange {
  readonly request: ObservedRequest;
  /** Sends the header section of the response. */
  respond(status: number, fields: OutgoingHttpHeaders): void;
  write(octets: Uint8Array | string): void;
  end(): void;
  /** Ends it out of order: RST_STREAM, or the end of the TCP connection. */
  abort(): void;
  /** Called with each piece of content, and behind the last one. */
  onContent(data: (octets: Uint8Array) => void, end: () => void): void;
}

/** Answers a request. */
export type StubHandler = (exchange: StubExchange) => void;

/** The fields of a reply that opens; what a stub leaves out is on purpose. */
const openingFields = { "content-type": "application/websocket2", "websocket2-error": "okay" };

/** What an origin says of storing its reply, by name. */
export const cacheFields: Readonly<Record<string, OutgoingHttpHeaders>> = {
  none: {},
  "last-modified": { "last-modified": "Tue, 03 Feb 2026 10:00:00 GMT" },
  "max-age": { "cache-control": "max-age=60" },
  "no-store": { "cache-control": "no-store, no-transform" },
};

function isPing(frame: Frame): frame is Extract<Frame, { type: "ping" }> {
  return frame.type === "ping" && frame.kind === "ping";
}

/** Calls back with each frame of the request. */
function onFrames({ onContent: listen }: StubExchange, take: (frame: Frame) => void): void {
  const decoder = new FrameDecoder({ message: 1024 * 1024, compression: "none" });
  listen((octets) => decoder.push(octets).forEach(take), () => undefined);
}

/** Answers pings, and calls back behind the first. */
function answerPings(exchange: StubExchange, behindFirst: () => void): void {
  let first = true;
  onFrames(exchange, (frame) => {
    if (!isPing(frame)) return;
    exchange.write(encodeFrame({ ...frame, kind: "pong" }));
    if (first) behindFirst();
    first = false;
  });
}

/** Opens with given fields and then does something. */
function openThen(fields: OutgoingHttpHeaders, then: (exchange: StubExchange) => void): StubHandler {
  return (exchange) => {
    exchange.respond(200, { ...openingFields, ...fields });
    answerPings(exchange, () => then(exchange));
  };
}

/** A frame with a reserved bit set, which no receiver accepts. */
const malformedFrame = Uint8Array.of(1, 0x10);

const plainText = { "content-type": "text/plain" };

const replayHandlers = Object.entries(cacheFields).flatMap(([name, fields]): [string, StubHandler][] => [
  [`stored-${name}`, openThen(fields, (exchange) => exchange.end())],
  [`live-${name}`, openThen(fields, () => undefined)],
]);

/** The stubs by name. */
export const stubHandlers: Readonly<Record<string, StubHandler>> = {
  "at-once": ({ respond, end, write }) => {
    respond(200, plainText);
    write("hello\n");
    end();
  },
  "reads-first": ({ respond, end, write, onContent: listen }) =>
    listen(
      () => undefined,
      () => {
        respond(200, plainText);
        write("hello\n");
        end();
      },
    ),
  "not-found": ({ respond, end, write }) => {
    respond(404, plainText);
    write("not found\n");
    end();
  },
  "refuses-without-content": ({ respond, end }) => {
    respond(403, { "websocket2-error": "rejected", "cache-control": "no-store" });
    end();
  },
  echo: (exchange) => {
    exchange.respond(200, openingFields);
    exchange.onContent((octets) => exchange.write(octets), () => undefined);
  },
  "echo-text": (exchange) => {
    exchange.respond(200, { ...openingFields, "cache-control": "no-store, no-transform" });
    exchange.onContent(() => exchange.write("compressible ".repeat(20)), () => undefined);
  },
  garbage: openThen({}, ({ write, onContent: listen, end }) => {
    write(malformedFrame);
    listen(() => undefined, end);
  }),
  message: openThen({}, ({ write }) => write(encodeFrame({ type: "binary", bytes: new Uint8Array(6000) }))),
  resets: openThen({}, (exchange) => exchange.abort()),
  "ends-first": openThen({}, (exchange) => {
    exchange.write(encodeFrame({ type: "error", code: "CLOS" }));
    exchange.end();
  }),
  "goes-on": (exchange) => {
    exchange.respond(200, openingFields);
    exchange.write("begin");
    exchange.onContent(
      () => undefined,
      () => {
        exchange.write("rest");
        exchange.end();
      },
    );
  },
  ...Object.fromEntries(replayHandlers),
};
