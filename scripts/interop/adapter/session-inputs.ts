/**
 * What each input of a session's step does to the end that is tried.
 *
 * @module
 */
import { fromPlain } from "../../../reference/layout/index.ts";
import { frame } from "../../../reference/schema/index.ts";
import { ClientCore, type Message, ServerCore } from "../../../reference/connection/index.ts";
import type { Fields, RequestPolicy } from "../../../reference/wire/index.ts";
import { errorCode } from "../h2/wire/error-code.ts";
import { type Octets, octetsOf } from "../format/octets.ts";
import type { SessionEnd } from "./session-end.ts";

/** One step as the runner sends it. */
export interface Step {
  readonly headers?: Fields;
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

type Input = (end: SessionEnd, step: Step) => void;

const client = ({ core }: SessionEnd): ClientCore => {
  if (core instanceof ClientCore) return core;
  throw new TypeError("expected a client");
};

const server = ({ core }: SessionEnd): ServerCore => {
  if (core instanceof ServerCore) return core;
  throw new TypeError("expected a server");
};

const headers: Input = (end, { headers: fields = [], endStream = false }) => {
  if (end.core instanceof ServerCore) end.core.request(fields, endStream, end.settings as RequestPolicy);
  else client(end).headers(fields, endStream);
};

/** By the name of the input, in the order in which those of one step happen. */
export const inputs: Readonly<Record<string, Input>> = {
  headers,
  feed: ({ core }, { feed = "" }) => core.receive(octetsOf(feed)),
  endStream: ({ core }, step) => {
    if (step.headers === undefined) core.endStream();
  },
  trailers: ({ core }) => core.endStream(),
  reset: (end, { reset = "" }) => {
    end.gone();
    end.core.reset(Number(errorCode.find(reset)?.code));
  },
  lost: (end) => {
    end.gone();
    end.core.lost();
  },
  connect: (end) => client(end).request({ authority: "example.com", path: "/chat", ...end.settings }),
  accept: (end) => server(end).accept(),
  refuse: (end, { refuse = {} }) => server(end).refuse(refuse),
  send: (end, { send }) => end.send(fromPlain(frame.model, send) as Message),
  close: ({ core }, { close = {} }) => core.close(close.status, close.reason),
  pause: ({ core }) => core.pause(),
  resume: ({ core }) => core.resume(),
  window: (end, { window = "open" }) => void (end.window = window === "open" ? Infinity : window),
  peerWindow: (end, { peerWindow = 0 }) => void (end.peersWindow = peerWindow),
  advance: (end, { advance = 0 }) => end.advance(advance),
};
