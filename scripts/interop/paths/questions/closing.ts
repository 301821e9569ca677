/**
 * Does a close reach the other end behind everything that was sent before?
 *
 * @module
 */
import type { Ends } from "../lab/lab.ts";
import { Mailbox, reportText } from "../mailbox.ts";
import { answer, type Question } from "../question.ts";

const MESSAGES = 16;
const OCTETS = 64 * 1024;
const WAIT = 8000;

function closing(id: string, title: string, close: (ends: Ends) => void): Question {
  return {
    id,
    group: "Closing",
    title,
    asks: "Both ends queue 1 MiB in 16 messages, then one closes. Yes: every message arrives and both ends report a clean close.",
    phase: "usual",
    needsOpen: true,
    ask: async (lab) => {
      const ends = await lab.meet();
      const at = { client: new Mailbox(ends.client), server: new Mailbox(ends.server) };
      for (let message = 0; message < MESSAGES; message += 1) {
        ends.client.send(new Uint8Array(OCTETS));
        ends.server.send(new Uint8Array(OCTETS));
      }
      close(ends);
      const [client, server] = await Promise.all([at.client.closed(WAIT), at.server.closed(WAIT)]);
      const all = at.client.messages === MESSAGES && at.server.messages === MESSAGES;
      const seen = `client ${reportText(client)}, ${at.client.messages} messages; server ${reportText(server)}, ${at.server.messages} messages`;
      return answer(all && client?.wasClean === true && server?.wasClean === true, seen);
    },
  };
}

/** The questions. */
export const closings: readonly Question[] = [
  closing("client-closes", "The client closes", ({ client }) => client.close(1000, "done")),
  closing("server-closes", "The server closes", ({ server }) => server.close(1000, "done")),
  closing("both-close", "Both close at once", ({ client, server }) => {
    client.close(1000, "done");
    server.close(1001, "away");
  }),
];
