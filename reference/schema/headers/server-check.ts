/**
 * The checks that a server makes of a handshake request, in order.
 *
 * @module
 */
import { type EntryDoc, registry } from "../../layout/registry.ts";
import { websocket2Compression } from "./compression.ts";
import { type HandshakeOutcome, websocket2Error } from "./error.ts";
import { websocket2Protocol } from "./protocol.ts";
import type { ReplyFieldName } from "./reply-field.ts";
import { refusedRequestFields, requestField, type RequestFieldName } from "./request-field.ts";
import { websocket2Version } from "./version.ts";

/** The response to a failed check. */
interface CheckRefusal {
  /** The HTTP status. */
  readonly status: number;
  /** The value of `websocket2-error`. */
  readonly token: HandshakeOutcome;
  /** A field that the refusal adds. */
  readonly adds?: ReplyFieldName | WebSocket2FieldName;
}

/** A WebSocket2 field that a refusal adds. */
type WebSocket2FieldName = (typeof websocket2Version)["model"]["id"];

function check<const N extends string>(name: N, refusal: CheckRefusal, meaning: string): EntryDoc<N, keyof CheckRefusal> {
  return { name, meaning, cite: "#server-checks", columns: { ...refusal } };
}

const fixedValue = (name: RequestFieldName): string => String(requestField.entry(name).columns["value"]);

/** The checks of a server. The first failed check decides the response, whose problem document names it. */
export const serverCheck = registry(
  {
    id: "server-check",
    title: "Checks of the Server",
    description:
      "The checks that a server makes of a handshake request, in this order. The first failed check decides the response, and its name stands in the member check of the problem document.",
    cite: "#server-checks",
    nameTitle: "Check",
    ordered: true,
    policy: "Specification Required",
    columns: { status: "Status", token: websocket2Error.model.id, adds: "Adds" },
  },
  [
    check("resource", { status: 404, token: "rejected" }, "There is no WebSocket2 resource at the target URI"),
    check("method", { status: 405, token: "rejected", adds: "allow" }, `The method is not ${fixedValue(":method")}`),
    check(
      "version",
      { status: 400, token: "invalid_version", adds: websocket2Version.model.id },
      `The field ${websocket2Version.model.id} is missing, has several field lines, does not parse, does not have exactly one member, or names an unsupported version`,
    ),
    check(
      "content-type",
      { status: 415, token: "rejected" },
      `The content-type, without its parameters, is not ${fixedValue("content-type")}`,
    ),
    check(
      "content",
      { status: 400, token: "rejected" },
      `The request ends or brings too much content before the reply, or has one of ${refusedRequestFields.join(", ")}`,
    ),
    check(
      "early-data",
      { status: 425, token: "rejected" },
      "The request has an early-data field, or the server received a part of it in TLS early data",
    ),
    check("protocol", { status: 400, token: "rejected" }, `The field ${websocket2Protocol.model.id} does not parse`),
    check(
      "origin",
      { status: 403, token: "rejected" },
      "The origin is repeated, is not on the server's list, or is missing although the server requires it",
    ),
    check(
      "compression",
      { status: 400, token: "cannot_negotiate_compression" },
      `The field ${websocket2Compression.model.id} does not parse, or the value of a known method is not an Inner List of two Integers in range, the least first`,
    ),
    check(
      "compression-required",
      { status: 400, token: "cannot_negotiate_compression" },
      "The server requires compression and supports no method of the offer",
    ),
    check(
      "application",
      { status: 403, token: "rejected" },
      "The application refuses, with another status if HTTP defines a suitable one (401, 429, 503), or does not decide in time (503)",
    ),
  ],
);

/** The name of a check of a server. */
export type ServerCheck = (typeof serverCheck.names)[number];
