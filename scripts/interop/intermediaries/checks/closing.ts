/**
 * Checks of the close: whether it reaches the other end behind everything that was sent before.
 *
 * @module
 */
import { reportText } from "../path-ends/end-report.ts";
import type { PathEnds } from "../path-ends/path-target.ts";
import { type PathCheck, yesIf } from "./path-check.ts";

const MESSAGES = 16;
const MESSAGE_OCTETS = 64 * 1024;
const TIMEOUT_MS = 8000;

function closingCheck(id: string, title: string, close: (ends: PathEnds) => void): PathCheck {
  return {
    id,
    group: "Closing",
    title,
    description: `Both ends queue 1 MiB in ${MESSAGES} messages, then one closes. Yes: every message arrives and both ends report a clean close.`,
    needs: "both-ends",
    needsOpen: true,
    run: async (target) => {
      const ends = await target.connectBothEnds();
      const { client, server } = ends;
      // A probe server takes orders as messages, so they precede the client's own messages and its close.
      for (let message = 0; message < MESSAGES; message += 1) server.send(MESSAGE_OCTETS);
      for (let message = 0; message < MESSAGES; message += 1) client.send(MESSAGE_OCTETS);
      close(ends);
      const [atClient, atServer] = await Promise.all([client.waitForClose(TIMEOUT_MS), server.waitForClose(TIMEOUT_MS)]);
      const all = client.messages === MESSAGES && server.messages === MESSAGES;
      const seen = `client ${reportText(atClient)}, ${client.messages} messages; server ${reportText(atServer)}, ${server.messages} messages`;
      return yesIf(all && atClient?.wasClean === true && atServer?.wasClean === true, seen);
    },
  };
}

/** The checks of the close. */
export const closingChecks: readonly PathCheck[] = [
  closingCheck("client-closes", "The client closes", ({ client }) => client.close(1000)),
  closingCheck("server-closes", "The server closes", ({ server }) => server.close(1000)),
  closingCheck("both-close", "Both close at once", ({ client, server }) => {
    server.close(1001);
    client.close(1000);
  }),
];
