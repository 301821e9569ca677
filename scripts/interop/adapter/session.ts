/**
 * The operation of an adapter on whole connections: one end without I/O, and what surrounds it played step by step.
 *
 * @module
 */
import { z } from "zod";

import type { ConnectionLimits } from "../../../reference/connection/index.ts";
import { octets } from "../format/octets.ts";
import type { OperationReply, Operation } from "./operation.ts";
import { SessionEndpoint } from "./session-endpoint.ts";
import { inputHandlers, type SessionInputStep } from "./session-inputs.ts";

const pairs = z.array(z.tuple([z.string(), z.string()]));

const sessionStep = z.looseObject({
  headers: pairs.optional(),
  feed: octets.optional(),
  endStream: z.boolean().optional(),
  trailers: pairs.optional(),
  reset: z.string().optional(),
  lost: z.boolean().optional(),
  connect: z.boolean().optional(),
  accept: z.boolean().optional(),
  refuse: z.looseObject({ status: z.int().optional() }).optional(),
  send: z.unknown().optional(),
  close: z.looseObject({ status: z.int().optional(), reason: z.string().optional() }).optional(),
  pause: z.boolean().optional(),
  resume: z.boolean().optional(),
  window: z.union([z.int(), z.literal("open")]).optional(),
  peerWindow: z.int().optional(),
  advance: z.int().optional(),
});

const request = z.looseObject({
  config: z.looseObject({ role: z.enum(["client", "server"]), limits: z.record(z.string(), z.int()).default({}) }),
  random: z.array(z.string()).default([]),
  steps: z.array(sessionStep),
});

function playStep(end: SessionEndpoint, given: SessionInputStep): object {
  for (const [name, input] of Object.entries(inputHandlers)) if (given[name as keyof SessionInputStep] !== undefined) input(end, given);
  return end.takeObserved();
}

/** A connection of either role to what it does after each step. */
export const session: Operation = (given): OperationReply => {
  const { config, random, steps } = request.parse(given);
  const { role, limits, ...settings } = config;
  const end = new SessionEndpoint(role, settings, limits as Partial<ConnectionLimits>, random);
  return { seen: steps.map((each) => playStep(end, each as SessionInputStep)) as NonNullable<OperationReply["seen"]> };
};
