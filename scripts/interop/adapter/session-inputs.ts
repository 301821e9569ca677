/**
 * What each input of a session's step does to the end that is tried.
 *
 * @module
 */
import { fromPlain } from "../../../reference/layout/index.ts";
import { frame } from "../../../reference/schema/index.ts";
import { ClientCore, type Message, ServerCore } from "../../../reference/connection/index.ts";
import type { FieldLines, RequestPolicy } from "../../../reference/wire/index.ts";
import { http2ErrorCode } from "../h2/wire/error-code.ts";
import { type Octets, parseOctets } from "../format/octets.ts";
import type { SessionEndpoint } from "./session-endpoint.ts";

/** One step as the runner sends it. */
export interface SessionInputStep {
  readonly headers?: FieldLines;
  readonly feed?: Octets;
  readonly endStream?: boolean;
  readonly reset?: string;
  readonly send?: unknown;
  readonly refuse?: { readonly status?: number };
  readonly close?: { readonly status?: number; readonly reason?: string };
  readonly window?: number | "open";
  readonly peerWindow?: number;
  readonly advance?: number;
  readonly [other: string]: unknown;
}

type InputHandler = (end: SessionEndpoint, step: SessionInputStep) => void;

const clientCore = ({ core }: SessionEndpoint): ClientCore => {
  if (core instanceof ClientCore) return core;
  throw new TypeError("expected a client");
};

const serverCore = ({ core }: SessionEndpoint): ServerCore => {
  if (core instanceof ServerCore) return core;
  throw new TypeError("expected a server");
};

const headers: InputHandler = (end, { headers: fields = [], endStream = false }) => {
  if (end.core instanceof ServerCore) end.core.receiveRequest(fields, endStream, end.settings as RequestPolicy);
  else clientCore(end).receiveHeaders(fields, endStream);
};

/** By the name of the input, in the order in which those of one step happen. */
export const inputHandlers: Readonly<Record<string, InputHandler>> = {
  headers,
  feed: ({ core }, { feed = "" }) => core.receiveData(parseOctets(feed)),
  endStream: ({ core }, step) => {
    if (step.headers === undefined) core.receiveEndStream();
  },
  trailers: ({ core }) => core.receiveEndStream(),
  reset: (end, { reset = "" }) => {
    end.closeStream();
    end.core.receiveReset(Number(http2ErrorCode.find(reset)?.code));
  },
  lost: (end) => {
    end.closeStream();
    end.core.connectionLost();
  },
  connect: (end) => clientCore(end).sendRequest({ authority: "example.com", path: "/chat", ...end.settings }),
  accept: (end) => serverCore(end).accept(),
  refuse: (end, { refuse = {} }) => serverCore(end).refuse(refuse),
  send: (end, { send }) => end.send(fromPlain(frame.model, send) as Message),
  close: ({ core }, { close = {} }) => core.close(close.status, close.reason),
  pause: ({ core }) => core.pause(),
  resume: ({ core }) => core.resume(),
  window: (end, { window = "open" }) => void (end.window = window === "open" ? Infinity : window),
  peerWindow: (end, { peerWindow = 0 }) => void (end.streamWindowOfPeer = peerWindow),
  advance: (end, { advance = 0 }) => end.advance(advance),
};
