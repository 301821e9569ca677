/**
 * The checks that a client makes of the reply to its handshake, in order.
 *
 * @module
 */
import { type EntryDoc, registry } from "../../layout/registry.ts";
import { handshakeOutcome, websocket2Error } from "./error.ts";
import { replyField, type ReplyFieldName } from "./reply-field.ts";

const token = websocket2Error.model.id;
const okay = handshakeOutcome.entry("okay").name;
const accepted = (name: ReplyFieldName): string => String(replyField.entry(name).columns["accepted"]);

function check<const N extends string>(name: N, meaning: string, reports: string): EntryDoc<N, "reports"> {
  return { name, meaning, cite: "#client-checks", columns: { reports } };
}

const connectionChecks = [
  check(
    "no-http2",
    "TLS did not agree on HTTP/2: the server, or an intermediary that ends TLS, offers HTTP/1.1 only",
    "the protocol that ALPN selected",
  ),
] as const;

const headerSectionChecks = [
  check(
    "status",
    `The status is not 2xx and there is no ${token}: it is unknown whether the origin answered`,
    "status, proxy-status, content",
  ),
  check("not-websocket2", `The status is 2xx and there is no ${token}: the origin does not support WebSocket2`, "status"),
  check(
    "refused",
    `${token} is a token other than ${okay}, does not parse or is repeated, or is ${okay} with a status other than ${accepted(":status")}`,
    "token, status, content",
  ),
  check("ended", "The response ends with its header section or before the first pong", "status"),
  check("content-coded", "The response has a content-encoding, which includes identity", "content-encoding"),
  check(
    "not-tunnel",
    `The content-type, without its parameters, is not ${accepted("content-type")}, or the response has a content-length`,
    "content-type, content-length",
  ),
  check(
    "negotiation",
    "The server chose a compression or subprotocol that the client did not offer, or two, or the choice does not parse; in the WebSocket interface also: the client offered subprotocols and the server chose none",
    "the choice",
  ),
] as const;

const streamChecks = [
  check(
    "opening-pong",
    "The first frame is not the pong to the opening ping: an intermediary replays, caches or joins streams",
    "the frame; the Code of an error frame",
  ),
  check("aborted", "The stream is reset or the connection is lost before the first pong", "the error code"),
  check("cancelled", "The application closed or aborted the opening", "nothing more"),
  check(
    "timeout",
    "The handshake timeout passed: an intermediary buffers, or the origin reads the whole request before it answers",
    "the event that did not occur",
  ),
  check(
    "not-duplex",
    "The stream ends, is reset or is lost before the second ping is answered, before any error frame and before a fault",
    "the error code",
  ),
] as const;

/** The checks of a client. A client reports a failed opening by the name of the check. */
export const clientCheck = registry(
  {
    id: "client-check",
    title: "Checks of the Client",
    description:
      "The checks that a client makes of its HTTP connection and of the reply to its handshake, in this order and within one timeout. The client reports a failed check by its name, with the values that the table lists.",
    cite: "#client-checks",
    nameTitle: "Check",
    ordered: true,
    columns: { reports: "Reports" },
  },
  [...connectionChecks, ...headerSectionChecks, ...streamChecks],
);

/** The name of a check of a client. */
export type ClientCheck = (typeof clientCheck.names)[number];

/** The name of a check that the header section of the reply and its END_STREAM decide. */
export type ReplyCheck = (typeof headerSectionChecks)[number]["name"];

/** The checks that the header section of the reply decides, in their order. */
export const replyChecks: readonly ReplyCheck[] = headerSectionChecks.map((each) => each.name);
