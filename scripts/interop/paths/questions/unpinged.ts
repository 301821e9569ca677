/**
 * Would it also open without the ping that goes with the request?
 *
 * @module
 */
import { cancel, collect, sendRequest } from "../lab/raw.ts";
import { answer, type Question } from "../question.ts";

const WAIT = 1500;

/** The question. */
export const unpinged: Question = {
  id: "opens-without-ping",
  group: "Opening",
  title: "Opens without a ping",
  asks: `A raw client sends the header section alone to an origin that answers at once. Yes: the response's header section arrives within ${WAIT} ms.`,
  phase: "usual",
  needsOpen: false,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("stub/echo"), ping: false });
    const { status, ended, code } = await collect(peer, stream, WAIT, (reply) => reply.status !== undefined);
    cancel(peer, stream);
    return answer(status === "200", status === undefined ? `no response within ${WAIT} ms` : `status ${status}${ended === undefined ? "" : `, then ${ended} ${code ?? ""}`}`);
  },
};
