/**
 * What the header section of a handshake's response carries beside the fields of WebSocket2.
 *
 * @module
 */
import { registry } from "../../layout/registry.ts";
import { frameStream } from "../stream.ts";
import { requestField } from "./request-field.ts";

/** The fields of a response by name, with their value in each of the two kinds of response. */
export const replyField = registry(
  {
    id: "reply-field",
    title: "Response Fields",
    description:
      "The fields of a handshake's response beside those of WebSocket2, with the value in a response that opens a connection and in one that refuses it; an empty cell means that the server does not add the field of itself.",
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
      meaning: "A stream of WebSocket2 frames, or an account of the refusal",
      cite: "RFC9457",
      columns: { accepted: frameStream.model.mediaType, refused: "application/problem+json" },
    },
    {
      name: "cache-control",
      meaning: "No cache keeps the response and no intermediary transforms it; no targeted cache field says otherwise",
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
      meaning: "The one method of a handshake, where the request had another",
      cite: "RFC9110, Section 10.2.1",
      columns: { refused: String(requestField.entry(":method").columns["value"]) },
    },
    {
      name: "retry-after",
      meaning: "When to try again, in seconds, where the server is overloaded",
      cite: "RFC9110, Section 10.2.3",
    },
    {
      name: "content-length",
      meaning: "Never in a response that opens a connection: the length of the stream is not known in advance",
      cite: "RFC9110, Section 8.6",
    },
    {
      name: "content-encoding",
      meaning: "Never in a response that opens a connection: frames are sent as they are",
      cite: "RFC9110, Section 8.4",
    },
  ],
);

/** The name of a field of {@link replyField}. */
export type ReplyFieldName = (typeof replyField.names)[number];
