/**
 * `websocket2-error`: the result of a handshake, and the sign that the responder supports WebSocket2.
 *
 * @module
 */
import { httpField } from "../../layout/http-field.ts";
import { registry } from "../../layout/registry.ts";
import { sfItem, sfToken } from "../../layout/structured-field.ts";

/** The outcomes of a handshake. A client treats any other token as `rejected`. */
export const handshakeOutcome = registry(
  {
    id: "outcome",
    title: "Handshake Outcomes",
    description: "The tokens by which a server reports the outcome of a handshake.",
    cite: "#outcomes",
    nameTitle: "Token",
    open: true,
    policy: "Specification Required",
  },
  [
    { name: "okay", meaning: "The handshake succeeded; the response is a WebSocket2 stream", cite: "#reply" },
    { name: "invalid_version", meaning: "The requested version is missing, malformed or not supported", cite: "#server-checks" },
    {
      name: "cannot_negotiate_compression",
      meaning: "The offer is malformed, or the server requires compression and supports no method of the offer",
      cite: "#server-checks",
    },
    { name: "rejected", meaning: "The handshake was refused for any other reason; see the status", cite: "#server-checks" },
  ],
);

/** The name of a registered outcome. */
export type HandshakeOutcome = (typeof handshakeOutcome.names)[number];

/** The field that carries the outcome of a handshake. */
export const websocket2Error = httpField({
  id: "websocket2-error",
  title: "websocket2-error",
  description: "The outcome of the handshake. Every final response of a server to a handshake carries it; a response without it does not come from WebSocket2.",
  cite: "#reply",
  response: { value: sfItem(sfToken(handshakeOutcome.model.id)), summary: "The outcome." },
});
