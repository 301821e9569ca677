/**
 * `websocket2-limit`: the longest message that an endpoint accepts.
 *
 * @module
 */
import { httpField } from "../../layout/http-field.ts";
import { sfInteger, sfItem } from "../../layout/structured-field.ts";
import { limit } from "../limits.ts";

/** The least limit that the field can announce, in octets: the least message limit of a receiver. */
const LEAST = limit.entry("message").least ?? 0;

/** The greatest limit that the field can announce, in octets: the longest payload of a frame. A greater number counts as this one. */
export const MAX_ANNOUNCED_LIMIT = 2 ** 32 - 2;

const value = sfItem(sfInteger({ least: LEAST }));

/** The field by which an endpoint announces its message limit. */
export const websocket2Limit = httpField({
  id: "websocket2-limit",
  title: "websocket2-limit",
  description:
    "The message limit of the sender of the field, in octets: the longest message, and the longest payload of a frame, that it accepts for as long as the connection lives.",
  cite: "#message-limit",
  request: { value, summary: "The message limit of the client." },
  response: { value, summary: "The message limit of the server. Sent in a response that opens a connection." },
  bound: "message",
});
