/**
 * `websocket2-version`: the version that a client uses, and the versions that a server supports.
 *
 * @module
 */
import { httpField, type RequestValue, type ResponseValue } from "../../layout/http-field.ts";
import { sfInteger, sfList } from "../../layout/structured-field.ts";

/** The version of the protocol that this schema describes. */
export const VERSION = 1;

/** The field that negotiates the version of the protocol. */
export const websocket2Version = httpField({
  id: "websocket2-version",
  title: "websocket2-version",
  description: "The version of WebSocket2 that the client uses; in a refusal, the versions that the server supports.",
  cite: "#request",
  request: {
    value: sfList(sfInteger(), { least: 1, most: 1 }),
    summary: "Exactly one member on exactly one field line: the version.",
  },
  response: {
    value: sfList(sfInteger(), { least: 1 }),
    summary: "All versions that the server supports. Sent in the refusal of a request whose version fails the check.",
  },
});

/** The version list of a request, which has one member. */
export type RequestedVersions = RequestValue<typeof websocket2Version>;

/** The versions that a server supports. */
export type SupportedVersions = ResponseValue<typeof websocket2Version>;
