/**
 * Stubs of the test origin: an origin without WebSocket2, and servers that behave as the package's server never does.
 *
 * @module
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

import { type Frame, websocket2Error } from "../../../../reference/schema/index.ts";
import { buildReply, encodeFrame, FrameDecoder } from "../../../../reference/wire/index.ts";

/** A request as a stub observes it. */
export interface ObservedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The content so far. */
  octets: Uint8Array;
  /** How the request ended; `undefined` while it is open. */
  ended: "END_STREAM" | "reset" | undefined;
}

/** A request with its response, over HTTP/1.1 or HTTP/2. */
export interface StubExchange {
  readonly request: ObservedRequest;
  /** Sends the header section of the response. */
  respond(status: number, fields: OutgoingHttpHeaders): void;
  write(octets: Uint8Array | string): void;
  end(): void;
  /** Ends the exchange out of order: by RST_STREAM, or by the end of the TCP connection. */
  abort(): void;
  /** Calls back for each piece of content, and after the last one. */
  onContent(data: (octets: Uint8Array) => void, end: () => void): void;
}

/** Answers a request. */
export type StubHandler = (exchange: StubExchange) => void;

const replyFields: Readonly<Record<string, string>> = Object.fromEntries(buildReply());

/** The fields without which no connection opens. Stubs leave out the others, which guide intermediaries. */
const openingFields = Object.fromEntries(["content-type", websocket2Error.model.id].map((name) => [name, replyFields[name]]));

const noStore = { "cache-control": replyFields["cache-control"] };

/** Replies by their directives for caches. */
export const cacheFields: Readonly<Record<string, OutgoingHttpHeaders>> = {
  none: {},
  "last-modified": { "last-modified": "Tue, 03 Feb 2026 10:00:00 GMT" },
  "max-age": { "cache-control": "max-age=60" },
  "no-store": noStore,
};

function isPing(frame: Frame): frame is Extract<Frame, { type: "ping" }> {
  return frame.type === "ping" && frame.kind === "ping";
}

const ignore = (): void => undefined;

/** Calls back for each frame of the request. */
function onFrames({ onContent }: StubExchange, onFrame: (frame: Frame) => void): void {
  const decoder = new FrameDecoder({ message: 1024 * 1024, compression: "none" });
  onContent((octets) => decoder.push(octets).forEach(onFrame), ignore);
}

/** Answers pings, and calls back after the first pong. */
function answerPings(exchange: StubExchange, afterFirst: () => void): void {
  let first = true;
  onFrames(exchange, (frame) => {
    if (!isPing(frame)) return;
    exchange.write(encodeFrame({ ...frame, kind: "pong" }));
    if (first) afterFirst();
    first = false;
  });
}

/** Returns a stub that opens, answers pings, and acts after the opening pong. */
function openThen(fields: OutgoingHttpHeaders, then: (exchange: StubExchange) => void): StubHandler {
  return (exchange) => {
    exchange.respond(200, { ...openingFields, ...fields });
    answerPings(exchange, () => then(exchange));
  };
}

/** A frame with a reserved bit set: every receiver reports FRAM. */
export const malformedFrame = Uint8Array.of(1, 0x10);

const plainText = { "content-type": "text/plain" };

const replayHandlers = Object.entries(cacheFields).flatMap(([name, fields]): [string, StubHandler][] => [
  [`stored-${name}`, openThen(fields, (exchange) => exchange.end())],
  [`live-${name}`, openThen(fields, ignore)],
]);

/** The stubs by name. */
export const stubHandlers: Readonly<Record<string, StubHandler>> = {
  "at-once": ({ respond, end, write }) => {
    respond(200, plainText);
    write("hello\n");
    end();
  },
  "reads-first": ({ respond, end, write, onContent }) =>
    onContent(ignore, () => {
      respond(200, plainText);
      write("hello\n");
      end();
    }),
  "not-found": ({ respond, end, write }) => {
    respond(404, plainText);
    write("not found\n");
    end();
  },
  "refuses-without-content": ({ respond, end }) => {
    respond(403, { [websocket2Error.model.id]: "rejected", "cache-control": "no-store" });
    end();
  },
  echo: (exchange) => {
    exchange.respond(200, openingFields);
    exchange.onContent((octets) => exchange.write(octets), ignore);
  },
  "echo-text": (exchange) => {
    exchange.respond(200, { ...openingFields, ...noStore });
    exchange.onContent(() => exchange.write("compressible ".repeat(20)), ignore);
  },
  garbage: openThen({}, ({ write, onContent, end }) => {
    write(malformedFrame);
    onContent(ignore, end);
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
    exchange.onContent(ignore, () => {
      exchange.write("rest");
      exchange.end();
    });
  },
  ...Object.fromEntries(replayHandlers),
};
