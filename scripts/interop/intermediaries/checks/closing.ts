/**
 * Does a close reach the other end behind everything that was sent before?
 *
 * @module
 */
import type { ConnectionEnds } from "../testbed/path-harness.ts";
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { yesIf, type PathCheck } from "./path-check.ts";

const MESSAGES = 16;
const MESSAGE_OCTETS = 64 * 1024;
const TIMEOUT_MS = 8000;

function closingCheck(id: string, title: string, close: (ends: ConnectionEnds) => void): PathCheck {
  return {
    id,
    group: "Closing",
    title,
    asks: "Both ends queue 1 MiB in 16 messages, then one closes. Yes: every message arrives and both ends report a clean close.",
    phase: "usual",
    needsOpen: true,
    run: async (lab) => {
      const ends = await lab.connectBothEnds();
      const at = { client: new ReceivedMessages(ends.client), server: new ReceivedMessages(ends.server) };
      for (let message = 0; message < MESSAGES; message += 1) {
        ends.client.send(new Uint8Array(MESSAGE_OCTETS));
        ends.server.send(new Uint8Array(MESSAGE_OCTETS));
      }
      close(ends);
      const [client, server] = await Promise.all([at.client.waitForClose(TIMEOUT_MS), at.server.waitForClose(TIMEOUT_MS)]);
      const all = at.client.messages === MESSAGES && at.server.messages === MESSAGES;
      const seen = `client ${reportText(client)}, ${at.client.messages} messages; server ${reportText(server)}, ${at.server.messages} messages`;
      return yesIf(all && client?.wasClean === true && server?.wasClean === true, seen);
    },
  };
}

/** The questions. */
export const closingChecks: readonly PathCheck[] = [
  closingCheck("client-closes", "The client closes", ({ client }) => client.close(1000, "done")),
  closingCheck("server-closes", "The server closes", ({ server }) => server.close(1000, "done")),
  closingCheck("both-close", "Both close at once", ({ client, server }) => {
    client.close(1000, "done");
    server.close(1001, "away");
  }),
];
