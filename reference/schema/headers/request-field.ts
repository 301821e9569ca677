/**
 * The fields of a handshake request other than the WebSocket2 fields.
 *
 * @module
 */
import { registry } from "../../layout/registry.ts";
import { frameStream } from "../stream.ts";

/** The fields of a request by name, with the value of each field that has only one. */
export const requestField = registry(
  {
    id: "request-field",
    title: "Request Fields",
    description:
      "The fields of a handshake request other than the WebSocket2 fields, with the value of each field that has only one, and whether the field is present always, optionally or never.",
    cite: "#request",
    nameTitle: "Field",
    columns: { value: "Value", presence: "Presence" },
  },
  [
    {
      name: ":method",
      meaning: "The content of a GET request has no defined meaning, and caches store and join GET requests",
      cite: "RFC9110, Section 9.3.3",
      columns: { value: "POST", presence: "always" },
    },
    {
      name: ":scheme",
      meaning: "http is used without TLS, by prior knowledge only; proxies rewrite the scheme, so a server accepts any",
      cite: "RFC9113, Section 8.3.1",
      columns: { value: "https", presence: "always" },
    },
    { name: ":authority", meaning: "The authority of the target URI", cite: "RFC9113, Section 8.3.1", columns: { presence: "always" } },
    {
      name: ":path",
      meaning: "The path and query of the target URI, a resource for WebSocket2 only",
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
      meaning: "Caches do not store the exchange",
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
      meaning: "Without this field any content coding is acceptable, and a content coding delays and changes the stream",
      cite: "RFC9110, Section 12.5.3",
      columns: { value: "identity", presence: "always" },
    },
    {
      name: "priority",
      meaning: "The response is used incrementally; otherwise an endless response starves later responses",
      cite: "RFC9218, Section 4.2",
      columns: { value: "i", presence: "always" },
    },
    {
      name: "origin",
      meaning: "The origin of the page for which a user agent connects; other clients may omit it",
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
      meaning: "Frames have no content coding; WebSocket2 compresses messages itself",
      cite: "RFC9110, Section 8.4",
      columns: { presence: "never" },
    },
    {
      name: "expect",
      meaning: "The opening ping goes out with the request, without waiting for 100 (Continue)",
      cite: "RFC9110, Section 10.1.1",
      columns: { presence: "never" },
    },
  ],
);

/** The name of a field of {@link requestField}. */
export type RequestFieldName = (typeof requestField.names)[number];

/** The fields that must be absent from a handshake request. */
export const forbiddenRequestFields = requestField.names.filter((name) => requestField.entry(name).columns["presence"] === "never");

/** The fields for which a server refuses a handshake. An intermediary may add `expect`, which a server answers or ignores. */
export const refusedRequestFields = forbiddenRequestFields.filter((name) => name !== "expect");
