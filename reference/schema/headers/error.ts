/**
 * `websocket2-error`: how a handshake ended, and that WebSocket2 was understood at all.
 *
 * @module
 */
import { httpField } from "../../layout/http-field.ts";
import { registry } from "../../layout/registry.ts";
import { sfItem, sfToken } from "../../layout/structured-field.ts";

/** The outcomes of a handshake; a client takes a token that is not among them for `rejected`. */
export const handshakeOutcome = registry(
  {
    id: "outcome",
    title: "Handshake Outcomes",
    description: "The tokens with which a server tells how a handshake ended.",
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
      meaning: "The offer is malformed, or the server requires a compression that it does not contain",
      cite: "#server-checks",
    },
    { name: "rejected", meaning: "The handshake was refused for any other reason; the status says more", cite: "#server-checks" },
  ],
);

/** The name of a registered outcome. */
export type HandshakeOutcome = (typeof handshakeOutcome.names)[number];

/** The field that says how a handshake ended. */
export const websocket2Error = httpField({
  id: "websocket2-error",
  title: "websocket2-error",
  description: "How the handshake ended. Every response to a handshake carries it; without it, the response is not one of WebSocket2.",
  cite: "#reply",
  response: { value: sfItem(sfToken(handshakeOutcome.model.id)), summary: "The outcome." },
});
