/**
 * The operation `session` of the adapter: one endpoint without I/O, driven step by step.
 *
 * @module
 */
import { z } from "zod";

import { ClientCore, type ConnectionLimits, type Message, ServerCore } from "../../../reference/connection/index.ts";
import { fromPlain } from "../../../reference/layout/index.ts";
import { frame } from "../../../reference/schema/index.ts";
import { octets, parseOctets } from "../format/octets.ts";
import { policyOfConfig, type VectorServerConfig } from "../format/server-policy.ts";
import { http2ErrorCode } from "../h2/wire/error-code.ts";
import type { OperationReply, Operation } from "./operation.ts";
import { SessionEndpoint } from "./session-endpoint.ts";

const fieldLines = z.array(z.tuple([z.string(), z.string()]));

const sessionStep = z.looseObject({
  headers: fieldLines.optional(),
  feed: octets.optional(),
  endStream: z.boolean().optional(),
  trailers: fieldLines.optional(),
  reset: z.string().optional(),
  lost: z.boolean().optional(),
  connect: z.boolean().optional(),
  accept: z.boolean().optional(),
  refuse: z.looseObject({ status: z.int().optional() }).optional(),
  send: z.unknown().optional(),
  close: z.looseObject({ status: z.int().optional(), reason: z.string().optional() }).optional(),
  terminate: z.boolean().optional(),
  pause: z.boolean().optional(),
  resume: z.boolean().optional(),
  window: z.union([z.int(), z.literal("open")]).optional(),
  peerWindow: z.int().optional(),
  advance: z.int().optional(),
});

type AdapterSessionStep = z.output<typeof sessionStep>;

const request = z.looseObject({
  config: z.looseObject({ role: z.enum(["client", "server"]), limits: z.record(z.string(), z.int()).default({}) }),
  random: z.array(z.string()).default([]),
  steps: z.array(sessionStep),
});

function clientCore({ core }: SessionEndpoint): ClientCore {
  if (core instanceof ClientCore) return core;
  throw new TypeError("expected a client");
}

function serverCore({ core }: SessionEndpoint): ServerCore {
  if (core instanceof ServerCore) return core;
  throw new TypeError("expected a server");
}

function receiveHeaders(endpoint: SessionEndpoint, { headers = [], endStream = false }: AdapterSessionStep): void {
  const { core, settings } = endpoint;
  if (core instanceof ServerCore) core.receiveRequest(headers, endStream, policyOfConfig(settings as VectorServerConfig));
  else clientCore(endpoint).receiveHeaders(headers, endStream);
}

/** The inputs by name, in the order in which those of one step are applied. */
const inputs: Readonly<Record<string, (endpoint: SessionEndpoint, step: AdapterSessionStep) => void>> = {
  headers: receiveHeaders,
  feed: ({ core }, { feed = "" }) => core.receiveData(parseOctets(feed)),
  endStream: ({ core }, { headers }) => {
    if (headers === undefined) core.receiveEndStream();
  },
  trailers: ({ core }) => core.receiveEndStream(),
  reset: (endpoint, { reset = "" }) => {
    endpoint.closeStream();
    endpoint.core.receiveReset(Number(http2ErrorCode.find(reset)?.code));
  },
  lost: (endpoint) => {
    endpoint.closeStream();
    endpoint.core.connectionLost();
  },
  connect: (endpoint) => clientCore(endpoint).sendRequest({ authority: "example.com", path: "/chat", ...endpoint.settings }),
  accept: (endpoint) => serverCore(endpoint).accept(),
  refuse: (endpoint, { refuse }) => serverCore(endpoint).refuse(refuse?.status === undefined ? {} : { status: refuse.status }),
  send: (endpoint, { send }) => endpoint.send(fromPlain(frame.model, send) as Message),
  close: ({ core }, { close = {} }) => core.close(close.status, close.reason),
  terminate: ({ core }) => core.terminate(),
  pause: ({ core }) => core.pause(),
  resume: ({ core }) => core.resume(),
  window: (endpoint, { window = "open" }) => void (endpoint.window = window === "open" ? Infinity : window),
  peerWindow: (endpoint, { peerWindow = 0 }) => endpoint.changePeerWindow(peerWindow),
  advance: (endpoint, { advance = 0 }) => endpoint.advance(advance),
};

function applyStep(endpoint: SessionEndpoint, step: AdapterSessionStep): object {
  for (const [name, apply] of Object.entries(inputs)) if (step[name as keyof AdapterSessionStep] !== undefined) apply(endpoint, step);
  return endpoint.takeObserved();
}

/** One step of a session: what was observed, and the state behind it. */
export interface PlayedSessionStep {
  readonly observed: object;
  readonly state: string;
}

/** Drives an endpoint of either role. @returns the observations and the state after each step */
export function playSession(received: unknown): PlayedSessionStep[] {
  const { config, random, steps } = request.parse(received);
  const { role, limits, ...settings } = config;
  const endpoint = new SessionEndpoint(role, settings, limits as Partial<ConnectionLimits>, random);
  return steps.map((step) => ({ observed: applyStep(endpoint, step), state: endpoint.core.state }));
}

/** Drives an endpoint of either role. @returns the observations after each step */
export const session: Operation = (received): OperationReply => ({
  seen: playSession(received).map(({ observed }) => observed) as NonNullable<OperationReply["seen"]>,
});
