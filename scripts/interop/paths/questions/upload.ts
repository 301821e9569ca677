/**
 * Is there a cap on what a session sends up?
 *
 * @module
 */
import { Mailbox, reportText } from "../mailbox.ts";
import { answer, type Question } from "../question.ts";

const MESSAGE = 256 * 1024;
const MESSAGES = 16;
const WAIT = 8000;

/** The question. */
export const upload: Question = {
  id: "upload",
  group: "Messages",
  title: "4 MiB up",
  asks: `The client sends ${MESSAGES} messages of 256 KiB. Yes: all reach the server.`,
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const { client, server } = await lab.meet();
    const at = { client: new Mailbox(client), server: new Mailbox(server) };
    for (let message = 0; message < MESSAGES; message += 1) client.send(new Uint8Array(MESSAGE));
    const all = await at.server.has(MESSAGES, WAIT);
    const seen = `${at.server.messages} of ${MESSAGES} messages`;
    if (all) client.close();
    const report = all ? undefined : await at.client.closed(WAIT);
    return answer(all, all ? seen : `${seen}; client ${reportText(report)}`);
  },
};
