/**
 * Would it also open without the ping that goes with the request?
 *
 * @module
 */
import { cancelStream, collectReply, sendRequest } from "../testbed/raw-request.ts";
import { yesIf, type PathCheck } from "./path-check.ts";

const TIMEOUT_MS = 1500;

/** The question. */
export const openingWithoutPingCheck: PathCheck = {
  id: "opens-without-ping",
  group: "Opening",
  title: "Opens without a ping",
  asks: `A raw client sends the header section alone to an origin that answers at once. Yes: the response's header section arrives within ${TIMEOUT_MS} ms.`,
  phase: "usual",
  needsOpen: false,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("stub/echo"), ping: false });
    const { status, ended, code } = await collectReply(peer, stream, TIMEOUT_MS, (reply) => reply.status !== undefined);
    cancelStream(peer, stream);
    return yesIf(status === "200", status === undefined ? `no response within ${TIMEOUT_MS} ms` : `status ${status}${ended === undefined ? "" : `, then ${ended} ${code ?? ""}`}`);
  },
};
