/**
 * What the guards of the transition table ask.
 *
 * @module
 */
import type { ConnectionGuard } from "../schema/states/index.ts";
import { type ClientOpening, reportsContent } from "./client-opening.ts";
import type { Life } from "./life.ts";
import { sizeOf } from "./message.ts";
import { sameData } from "./pings.ts";

const client = (life: Life): ClientOpening => life.opening as ClientOpening;

function contentFollows(life: Life): boolean {
  const { reply, replyEnded } = client(life);
  return typeof reply === "object" && !reply.ok && !replyEnded && reportsContent(reply.check);
}

function messagesFull(life: Life): boolean {
  const { kept, keptOctets } = client(life);
  const { message } = life.incoming;
  const octets = message === undefined ? 0 : sizeOf(message);
  return kept.length + 1 > life.limits.queuedMessages || keptOctets + octets > life.limits.queuedOctets;
}

/** Whether a guard holds now. */
export type Guard = (life: Life) => boolean;

/** What each guard asks. */
export const guards: Readonly<Record<ConnectionGuard, Guard>> = {
  interim: (life) => client(life).reply === "interim",
  "reply-okay": (life) => {
    const { reply } = client(life);
    return typeof reply === "object" && reply.ok;
  },
  "content-follows": contentFollows,
  "content-full": (life) => client(life).contentOctets + life.incoming.octets.length >= life.limits.refusalBody,
  "wrong-pong": (life) => !sameData(life.incoming.data, client(life).first),
  confirm: (life) => client(life).confirm,
  "messages-full": messagesFull,
  "second-pong": (life) => sameData(life.incoming.data, client(life).second),
  "pong-waits": (life) => life.outbox.pongWaits,
  "clos-begun": (life) => life.outbox.lastBegun,
  "peer-clos": (life) => life.peerError?.code === "CLOS",
  "peer-error": (life) => life.peerError !== undefined,
  "peer-open": (life) => !life.peerEnded,
};
