/**
 * Is there a cap on what a session sends up?
 *
 * @module
 */
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { yesIf, type PathCheck } from "./path-check.ts";

const MESSAGE_OCTETS = 256 * 1024;
const MESSAGES = 16;
const TIMEOUT_MS = 8000;

/** The question. */
export const uploadCheck: PathCheck = {
  id: "upload",
  group: "Messages",
  title: "4 MiB up",
  asks: `The client sends ${MESSAGES} messages of 256 KiB. Yes: all reach the server.`,
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const { client, server } = await lab.connectBothEnds();
    const at = { client: new ReceivedMessages(client), server: new ReceivedMessages(server) };
    for (let message = 0; message < MESSAGES; message += 1) client.send(new Uint8Array(MESSAGE_OCTETS));
    const all = await at.server.waitForCount(MESSAGES, TIMEOUT_MS);
    const seen = `${at.server.messages} of ${MESSAGES} messages`;
    if (all) client.close();
    const report = all ? undefined : await at.client.waitForClose(TIMEOUT_MS);
    return yesIf(all, all ? seen : `${seen}; client ${reportText(report)}`);
  },
};
