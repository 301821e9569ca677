/**
 * Is the stream compressed on the way?
 *
 * @module
 */
import { cancel, collect, sendRequest } from "../lab/raw.ts";
import { answer, hasPurpose, type Question } from "../question.ts";

const WAIT = 1500;

function coding(id: string, title: string, accept: string | undefined): Question {
  return {
    id,
    group: "Content coding",
    title,
    asks: `A raw client asks ${accept === undefined ? "without accept-encoding" : `with accept-encoding: ${accept}`} an origin that answers with compressible octets and no-transform. Yes: there is no content-encoding.`,
    phase: "usual",
    needsOpen: false,
    of: hasPurpose("coding"),
    ask: async (lab) => {
      const peer = await lab.peer();
      const target = lab.target("stub/echo-text");
      const { stream } = sendRequest(peer, { target, fields: { "accept-encoding": accept } });
      const { status, fields, octets } = await collect(peer, stream, WAIT, ({ octets }) => octets.length > 0);
      cancel(peer, stream);
      const coded = fields["content-encoding"];
      const origin = lab.origin.seen(target)[0]?.headers["accept-encoding"];
      const held = status !== undefined && octets.length === 0 ? ", messages held back" : "";
      return answer(coded === undefined && held === "", `${coded === undefined ? "as sent" : coded}${held}; the origin saw accept-encoding ${origin ?? "none"}`);
    },
  };
}

/** The questions. */
export const codings: readonly Question[] = [
  coding("coding-identity", "accept-encoding: identity", "identity"),
  coding("coding-absent", "No accept-encoding", undefined),
  coding("coding-gzip", "accept-encoding: gzip", "gzip"),
];
