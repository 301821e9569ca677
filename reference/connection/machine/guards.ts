/**
 * What the guards of the transition table ask.
 *
 * @module
 */
import type { ConnectionGuard } from "../../schema/states/index.ts";
import { type ClientOpening, reportsContent } from "../opening/client-opening.ts";
import type { ConnectionContext } from "./connection-context.ts";
import { messageSize } from "../messages/message.ts";
import { equalOctets } from "../timers/outstanding-pings.ts";

const client = (life: ConnectionContext): ClientOpening => life.opening as ClientOpening;

function contentFollows(life: ConnectionContext): boolean {
  const { reply, replyEnded } = client(life);
  return typeof reply === "object" && !reply.ok && !replyEnded && reportsContent(reply.check);
}

function messagesFull(life: ConnectionContext): boolean {
  const { keptMessages: kept, keptOctets } = client(life);
  const { message } = life.incoming;
  const octets = message === undefined ? 0 : messageSize(message);
  return kept.length + 1 > life.limits.queuedMessages || keptOctets + octets > life.limits.queuedOctets;
}

/** Whether a guard holds now. */
export type Guard = (life: ConnectionContext) => boolean;

/** What each guard asks. */
export const guards: Readonly<Record<ConnectionGuard, Guard>> = {
  interim: (life) => client(life).reply === "interim",
  "reply-okay": (life) => {
    const { reply } = client(life);
    return typeof reply === "object" && reply.ok;
  },
  "content-follows": contentFollows,
  "content-full": (life) => client(life).contentOctets + life.incoming.octets.length >= life.limits.refusalBody,
  "wrong-pong": (life) => !equalOctets(life.incoming.data, client(life).openingPingData),
  confirm: (life) => client(life).confirm,
  "messages-full": messagesFull,
  "second-pong": (life) => equalOctets(life.incoming.data, client(life).secondPingData),
  "pong-waits": (life) => life.outbox.openingPongWaits,
  "clos-begun": (life) => life.outbox.errorFrameBegun,
  "peer-clos": (life) => life.peerError?.code === "CLOS",
  "peer-error": (life) => life.peerError !== undefined,
  "peer-open": (life) => !life.peerEnded,
};
