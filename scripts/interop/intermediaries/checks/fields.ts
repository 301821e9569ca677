/**
 * Checks of fields: which ones the path adds, changes or drops, and whether it codes the content.
 *
 * @module
 */
import { replyField, websocket2Error, websocket2Protocol, websocket2Version } from "../../../../reference/schema/index.ts";
import { buildReply } from "../../../../reference/wire/index.ts";
import { hasPong } from "../path-ends/raw-exchange.ts";
import { hasPurpose, type PathCheck, yesIf } from "./path-check.ts";

const TIMEOUT_MS = 1500;

const extraFields = { "websocket2-unknown": "a;b=1", [websocket2Protocol.model.id]: '"one", "two"' };

const listText = (names: readonly string[], empty: string, filled: string): string =>
  names.length === 0 ? empty : `${filled} ${names.join(", ")}`;

/** Returns the fields that differ, each with the value that arrived. */
function changedFields(sent: Iterable<readonly string[]>, arrived: Readonly<Record<string, string | undefined>>): string[] {
  return [...sent].filter(([name = "", value]) => arrived[name] !== value).map(([name = ""]) => `${name}: ${arrived[name] ?? "lost"}`);
}

function fieldsText(changed: readonly string[], added: readonly string[]): string {
  return `${listText(changed, "none changed", "changed")}; ${listText(added, "none added", "added")}`;
}

const requestFieldsCheck: PathCheck = {
  id: "fields-up",
  group: "Fields",
  title: "Fields of the request",
  description:
    "A raw client sends the request of the client with an unknown websocket2 field. Yes: every field reaches the origin unchanged. Added fields do not matter.",
  needs: "both-ends",
  needsOpen: true,
  run: async (target) => {
    const requestTarget = target.newTarget("stub/echo");
    const exchange = await target.openRaw({ target: requestTarget, fields: extraFields });
    await exchange.collect(TIMEOUT_MS, hasPong);
    const headers = (await target.requestSeen(requestTarget))?.headers ?? {};
    exchange.cancel();
    const sent = new Map(exchange.fields.map(([name, value]) => [name, value] as const).filter(([name]) => !name.startsWith(":")));
    const changed = changedFields(sent, headers);
    const added = Object.keys(headers).filter((name) => !sent.has(name) && !name.startsWith(":") && name !== "host");
    const scheme = headers[":scheme"];
    return yesIf(changed.length === 0, `${fieldsText(changed, added)}${scheme === undefined ? "" : `; scheme ${scheme}`}`);
  },
};

/** The fields of a response that opens a connection, without those that depend on the negotiation. */
const sentByServer = new Map(buildReply().map(([name, value]) => [name, value] as const));

/** The fields of the response that the check compares. */
const comparedFields = ["content-type", websocket2Error.model.id, "cache-control"];

/** The fields of a response that come from a server, not from an intermediary. */
const serverFields = new Set<string>([
  ...replyField.names,
  websocket2Error.model.id,
  websocket2Protocol.model.id,
  websocket2Version.model.id,
  "date",
]);

const responseFieldsCheck: PathCheck = {
  id: "fields-down",
  group: "Fields",
  title: "Fields of the response",
  description:
    "A server answers with content-type, websocket2-error and cache-control. Yes: they reach the client unchanged. Added fields do not matter.",
  needs: "client",
  needsOpen: true,
  run: async (target) => {
    const exchange = await target.openRaw({ target: target.newTarget("stub/live-no-store") });
    const { fields } = await exchange.collect(TIMEOUT_MS, hasPong);
    exchange.cancel();
    const changed = changedFields(
      comparedFields.map((name) => [name, sentByServer.get(name) ?? ""]),
      fields,
    );
    const added = Object.keys(fields).filter((name) => !serverFields.has(name));
    return yesIf(changed.length === 0, fieldsText(changed, added));
  },
};

function contentCodingCheck(id: string, title: string, accept: string | null): PathCheck {
  return {
    id,
    group: "Content coding",
    title,
    description:
      `A raw client sends its request ${accept === null ? "without accept-encoding" : `with accept-encoding: ${accept}`} to an origin ` +
      "that answers with compressible octets and no-transform. Yes: the response has no content-encoding.",
    needs: "client",
    needsOpen: false,
    appliesTo: hasPurpose("coding"),
    run: async (target) => {
      const requestTarget = target.newTarget("stub/echo-text");
      const exchange = await target.openRaw({ target: requestTarget, fields: { "accept-encoding": accept } });
      const { status, fields, octets } = await exchange.collect(TIMEOUT_MS, (reply) => reply.octets.length > 0);
      const request = await target.requestSeen(requestTarget);
      exchange.cancel();
      const coding = fields["content-encoding"];
      const heldBack = status !== undefined && octets.length === 0;
      const origin = request === undefined ? "" : `; the origin saw accept-encoding ${request.headers["accept-encoding"] ?? "none"}`;
      const seen = `${coding ?? "as sent"}${heldBack ? ", messages held back" : ""}${origin}`;
      return yesIf(coding === undefined && !heldBack, seen, { rating: accept === "gzip" ? "poor" : "bad", problem: "compresses" });
    },
  };
}

/** The checks of fields. */
export const fieldChecks: readonly PathCheck[] = [
  requestFieldsCheck,
  responseFieldsCheck,
  contentCodingCheck("coding-identity", "accept-encoding: identity", "identity"),
  contentCodingCheck("coding-absent", "No accept-encoding", null),
  contentCodingCheck("coding-gzip", "accept-encoding: gzip", "gzip"),
];
