/**
 * Is the stream compressed on the way?
 *
 * @module
 */
import { cancelStream, collectReply, sendRequest } from "../testbed/raw-request.ts";
import { yesIf, hasPurpose, type PathCheck } from "./path-check.ts";

const TIMEOUT_MS = 1500;

function contentCodingCheck(id: string, title: string, accept: string | null): PathCheck {
  return {
    id,
    group: "Content coding",
    title,
    asks: `A raw client asks ${accept === null ? "without accept-encoding" : `with accept-encoding: ${accept}`} an origin that answers with compressible octets and no-transform. Yes: there is no content-encoding.`,
    phase: "usual",
    needsOpen: false,
    appliesTo: hasPurpose("coding"),
    run: async (lab) => {
      const peer = await lab.connectRaw();
      const target = lab.newTarget("stub/echo-text");
      const { stream } = sendRequest(peer, { target, fields: { "accept-encoding": accept } });
      const { status, fields, octets } = await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length > 0);
      cancelStream(peer, stream);
      const coded = fields["content-encoding"];
      const origin = lab.origin.observedRequests(target)[0]?.headers["accept-encoding"];
      const held = status !== undefined && octets.length === 0 ? ", messages held back" : "";
      return yesIf(coded === undefined && held === "", `${coded === undefined ? "as sent" : coded}${held}; the origin saw accept-encoding ${origin ?? "none"}`);
    },
  };
}

/** The questions. */
export const contentCodingChecks: readonly PathCheck[] = [
  contentCodingCheck("coding-identity", "accept-encoding: identity", "identity"),
  contentCodingCheck("coding-absent", "No accept-encoding", null),
  contentCodingCheck("coding-gzip", "accept-encoding: gzip", "gzip"),
];
