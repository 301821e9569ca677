/**
 * What the guards of the transition table ask of the model.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { ConnectionGuard } from "../../../../reference/schema/states/index.ts";
import { toHex } from "../../../common/octets.ts";
import type { ModelEnd } from "./model-end.ts";
import { receivedHex } from "./inputs.ts";

/** A limit as the end has it. */
const effectiveLimit = ({ setting }: ModelEnd, name: (typeof limit.names)[number]): number => setting.limits?.[name] ?? limit.value(name);

/** The Data of the ping or pong that came. */
export const receivedPingData = ({ frame }: ModelEnd): string => (frame?.type === "ping" ? toHex(frame.data) : "");

/** The octets that came, in hexadecimal. */
export const receivedContentHex = ({ facts }: ModelEnd): string => (facts.received ?? []).map(receivedHex).join("");

const octets = (hex: string): number => hex.length / 2;

/** Whether each guard holds. */
export const guards: Readonly<Record<ConnectionGuard, (end: ModelEnd) => boolean>> = {
  interim: ({ facts }) => facts.reply === "interim",
  "reply-okay": ({ facts }) => facts.reply === "okay",
  "content-follows": ({ facts }) => facts.reply === "content-follows",
  "content-full": (end) => octets(end.content + receivedContentHex(end)) >= effectiveLimit(end, "refusalBody"),
  "wrong-pong": (end) => receivedPingData(end) !== end.pings[0],
  confirm: ({ setting }) => setting.confirm === true,
  "messages-full": (end) => end.kept.length + 1 > effectiveLimit(end, "queuedMessages"),
  "second-pong": (end) => receivedPingData(end) === end.pings[1],
  "pong-waits": ({ queue }) => queue.waits("opening-pong") !== undefined,
  "clos-begun": ({ queue }) => queue.waits("error") === "begun",
  "peer-clos": ({ peerError }) => peerError?.code === "CLOS",
  "peer-error": ({ peerError }) => peerError !== undefined && peerError.code !== "CLOS",
  "peer-open": ({ peerEnded }) => !peerEnded,
};
