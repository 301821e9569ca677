/**
 * The program of a server process. Its argument names the subject.
 *
 * @module
 */
import { measureMemory } from "../soak/memory-usage.ts";
import { delay } from "../common/waiting.ts";
import { allSubjects, type SubjectName } from "./all-subjects.ts";
import { answerRequests } from "./bench-process.ts";
import { cpuTime } from "./measure.ts";
import type { MessageSender } from "./subject.ts";

/** A request for the port; `keep` keeps the open connections for broadcasts. */
export interface ServeRequest {
  readonly kind: "serve";
  readonly keep: boolean;
}

/** A request to send one message to each open connection. */
export interface BroadcastRequest {
  readonly kind: "broadcast";
  readonly text: string;
}

const subject = allSubjects[process.argv[2] as SubjectName];
const kept: MessageSender[] = [];

/** The time for work that follows the last message, in ms. */
const REST_MS = 50;

answerRequests({
  serve: ({ keep }: ServeRequest) => subject.serve(keep ? (connection) => kept.push(connection) : undefined),
  cpu: cpuTime,
  restCpu: async () => {
    await delay(REST_MS);
    return cpuTime();
  },
  memory: measureMemory,
  forget: () => void kept.splice(0),
  broadcast: ({ text }: BroadcastRequest) => {
    const before = cpuTime();
    const octets = new Uint8Array(Buffer.from(text));
    for (const each of kept) each.send(octets);
    return before;
  },
});
