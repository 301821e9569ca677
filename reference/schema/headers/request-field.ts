/**
 * What the header section of a handshake request carries beside the fields of WebSocket2.
 *
 * @module
 */
import { registry } from "../../layout/registry.ts";
import { frameStream } from "../stream.ts";

/** The fields of a request by name, with their value where it is always the same. */
export const requestField = registry(
  {
    id: "request-field",
    title: "Request Fields",
    description:
      "The fields of a handshake request beside those of WebSocket2, with the value that a client sends where there is only one, and whether the field is there always, sometimes or never.",
    cite: "#request",
    nameTitle: "Field",
    columns: { value: "Value", presence: "Presence" },
  },
  [
    {
      name: ":method",
      meaning: "The content of a GET request has no meaning, and caches store and join such requests",
      cite: "RFC9110, Section 9.3.3",
      columns: { value: "POST", presence: "always" },
    },
    {
      name: ":scheme",
      meaning: "http without TLS, by prior knowledge only; proxies rewrite it, so a server refuses no scheme",
      cite: "RFC9113, Section 8.3.1",
      columns: { value: "https", presence: "always" },
    },
    { name: ":authority", meaning: "The authority of the target URI", cite: "RFC9113, Section 8.3.1", columns: { presence: "always" } },
    {
      name: ":path",
      meaning: "The path and query of the target URI, which is used for nothing but WebSocket2",
      cite: "RFC9113, Section 8.3.1",
      columns: { presence: "always" },
    },
    {
      name: "content-type",
      meaning: "The content is a stream of WebSocket2 frames",
      cite: "#media-type",
      columns: { value: frameStream.model.mediaType, presence: "always" },
    },
    {
      name: "cache-control",
      meaning: "No cache keeps the exchange",
      cite: "RFC9111, Section 5.2.1.5",
      columns: { value: "no-store", presence: "always" },
    },
    {
      name: "incremental",
      meaning: "Intermediaries forward the content as it arrives",
      cite: "RFC10036",
      columns: { value: "?1", presence: "always" },
    },
    {
      name: "accept-encoding",
      meaning: "Without it any content coding is acceptable, and a coding delays and changes the stream",
      cite: "RFC9110, Section 12.5.3",
      columns: { value: "identity", presence: "always" },
    },
    {
      name: "priority",
      meaning: "The response is of use in pieces; otherwise an endless response starves those behind it",
      cite: "RFC9218, Section 4.2",
      columns: { value: "i", presence: "always" },
    },
    {
      name: "origin",
      meaning: "The origin of the page that a user agent acts for; other clients need not send it",
      cite: "RFC6454, Section 7",
      columns: { presence: "optional" },
    },
    {
      name: "content-length",
      meaning: "The length of the stream is not known in advance",
      cite: "RFC9110, Section 8.6",
      columns: { presence: "never" },
    },
    {
      name: "content-encoding",
      meaning: "Frames are sent as they are; WebSocket2 compresses messages itself",
      cite: "RFC9110, Section 8.4",
      columns: { presence: "never" },
    },
    {
      name: "expect",
      meaning: "The opening ping goes out with the request, without waiting for an interim response",
      cite: "RFC9110, Section 10.1.1",
      columns: { presence: "never" },
    },
  ],
);

/** The name of a field of {@link requestField}. */
export type RequestFieldName = (typeof requestField.names)[number];

/** The fields that a handshake request never has. */
export const forbiddenRequestFields = requestField.names.filter((name) => requestField.entry(name).columns["presence"] === "never");
