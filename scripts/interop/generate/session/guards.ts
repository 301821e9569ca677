/**
 * Implements the guards of the transition table in the model.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { ConnectionGuard } from "../../../../reference/schema/states/index.ts";
import { toHex } from "../../../common/octets.ts";
import type { ModelEnd } from "./model-end.ts";
import { receivedHex } from "./inputs.ts";

/** Returns the setting of a limit. */
const effectiveLimit = ({ setup }: ModelEnd, name: (typeof limit.names)[number]): number => setup.limits?.[name] ?? limit.value(name);

/** Returns the Data of the received ping or pong in hexadecimal; empty for any other frame. */
export const receivedPingData = ({ frame }: ModelEnd): string => (frame?.type === "ping" ? toHex(frame.data) : "");

/** Returns the received octets in hexadecimal. */
export const receivedContentHex = ({ facts }: ModelEnd): string => (facts.received ?? []).map(receivedHex).join("");

const unreadHex = ({ unread }: ModelEnd): string => unread.map(receivedHex).join("");

const octets = (hex: string): number => hex.length / 2;

/** The condition of each guard. */
export const guards: Readonly<Record<ConnectionGuard, (end: ModelEnd) => boolean>> = {
  interim: ({ facts }) => facts.reply === "interim",
  "reply-okay": ({ facts }) => facts.reply === "okay",
  "content-follows": ({ facts }) => facts.reply === "content-follows",
  "content-full": (end) => octets(end.content + receivedContentHex(end)) >= effectiveLimit(end, "refusalBody"),
  "content-over": (end) => octets(unreadHex(end) + receivedContentHex(end)) > effectiveLimit(end, "undecidedContent"),
  "wrong-pong": (end) => receivedPingData(end) !== end.pings[0],
  confirm: ({ setup }) => setup.confirm === true,
  "messages-full": (end) => end.keptMessages.length + 1 > effectiveLimit(end, "queuedMessages"),
  "second-pong": (end) => receivedPingData(end) === end.pings[1],
  "pong-waits": ({ queue }) => queue.waits("opening-pong") !== undefined,
  "output-waits": ({ queue }) => !queue.empty,
  "clos-begun": ({ queue }) => queue.waits("error") === "begun",
  "peer-clos": ({ peerError }) => peerError?.code === "CLOS",
  "peer-error": ({ peerError }) => peerError !== undefined && peerError.code !== "CLOS",
  "peer-open": ({ peerEnded }) => !peerEnded,
};
