/**
 * `websocket2-protocol`: the subprotocols that a client offers, and the subprotocol that the server chose.
 *
 * @module
 */
import { httpField } from "../../layout/http-field.ts";
import { sfList, sfString } from "../../layout/structured-field.ts";

/** The field that negotiates a subprotocol. */
export const websocket2Protocol = httpField({
  id: "websocket2-protocol",
  title: "websocket2-protocol",
  description: "The subprotocols that the client can use; in the response, the subprotocol that the server chose.",
  cite: "#request",
  request: {
    value: sfList(sfString()),
    summary: "The offered subprotocols, the preferred one first.",
  },
  response: {
    value: sfList(sfString(), { most: 1 }),
    summary: "The choice: at most one of the offered subprotocols. Without a member, no subprotocol is in use.",
  },
});
