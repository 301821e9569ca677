/**
 * The fields of a handshake's response other than the WebSocket2 fields.
 *
 * @module
 */
import { registry } from "../../layout/registry.ts";
import { frameStream } from "../stream.ts";
import { requestField } from "./request-field.ts";

/** The fields of a response by name, with their values in an acceptance and in a refusal. */
export const replyField = registry(
  {
    id: "reply-field",
    title: "Response Fields",
    description:
      "The fields of a handshake's response other than the WebSocket2 fields, with their values in a response that opens a connection and in a refusal. An empty cell means that the server does not add the field by itself.",
    cite: "#reply",
    nameTitle: "Field",
    columns: { accepted: "Accepted", refused: "Refused" },
  },
  [
    {
      name: ":status",
      meaning: "A refusal has the status of the check that failed",
      cite: "RFC9110, Section 15",
      columns: { accepted: 200 },
    },
    {
      name: "content-type",
      meaning: "A stream of WebSocket2 frames; in a refusal, a recommended description of it",
      cite: "RFC9457",
      columns: { accepted: frameStream.model.mediaType, refused: "application/problem+json" },
    },
    {
      name: "cache-control",
      meaning: "Caches do not store the response and intermediaries do not transform it; no targeted cache field overrides this",
      cite: "RFC9111, Section 5.2.2",
      columns: { accepted: "no-store, no-transform", refused: "no-store, no-transform" },
    },
    {
      name: "incremental",
      meaning: "Intermediaries forward the content as it arrives",
      cite: "RFC10036",
      columns: { accepted: "?1" },
    },
    {
      name: "allow",
      meaning: "The method of a handshake, in the refusal of another method",
      cite: "RFC9110, Section 10.2.1",
      columns: { refused: String(requestField.entry(":method").columns["value"]) },
    },
    {
      name: "retry-after",
      meaning: "When to try again, as a delay or a date, if the server is overloaded",
      cite: "RFC9110, Section 10.2.3",
    },
    {
      name: "location",
      meaning: "The URI to which to send a new handshake, in a refusal with 307 or 308",
      cite: "RFC9110, Section 10.2.2",
    },
    {
      name: "content-length",
      meaning: "Absent from a response that opens a connection: the length of the stream is not known in advance",
      cite: "RFC9110, Section 8.6",
    },
    {
      name: "content-encoding",
      meaning: "Absent from a response that opens a connection: frames have no content coding",
      cite: "RFC9110, Section 8.4",
    },
  ],
);

/** The name of a field of {@link replyField}. */
export type ReplyFieldName = (typeof replyField.names)[number];
