/**
 * Does the client learn that it was refused, and why?
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import type { Lab } from "../lab/lab.ts";
import { type Answer, answer, hasOrigin, hasPurpose, no, type Question } from "../question.ts";

/** The check by which an opening fails, and what the client says. */
async function failing(lab: Lab, target: string, expected: readonly string[]): Promise<Answer> {
  const begin = performance.now();
  try {
    const client = await lab.connect(target);
    client.close();
    return no("open");
  } catch (error) {
    if (!(error instanceof OpeningError)) throw error;
    return answer(expected.includes(error.check), error.message, performance.now() - begin);
  }
}

function fails(id: string, group: string, title: string, what: string, name: string, expected: readonly string[]): Question {
  return {
    id,
    group,
    title,
    asks: `Our client asks ${what}. Yes: the opening fails with ${expected.map((each) => JSON.stringify(each)).join(" or ")} .`,
    phase: "usual",
    needsOpen: false,
    of: hasOrigin,
    ask: (lab) => failing(lab, lab.target(name), expected),
  };
}

const refused: Question = {
  ...fails("refused", "Refusals", "Refused", "a server that refuses with 403", "refuse", ["refused"]),
  asks: 'Our client asks a server that refuses with 403 and content. Yes: it reports "refused", the status and the token.',
  ask: async (lab) => {
    const begin = performance.now();
    const error = await lab.connect(lab.target("refuse")).catch((reason: unknown) => reason);
    if (!(error instanceof OpeningError)) return no("open");
    const { check, status, token } = error.failure;
    return answer(check === "refused" && status === 403 && token === "rejected", error.message, performance.now() - begin);
  },
};

/** What a client can tell of an origin that does not know WebSocket2; a hop that buffers leaves only the timeout. */
const GROUP = "Origins that do not know it";

const files: Question = {
  id: "files",
  group: GROUP,
  title: "Static files",
  asks: "Our client asks for a file. Yes: the opening fails at once, not by the timeout.",
  phase: "usual",
  needsOpen: false,
  of: hasPurpose("files"),
  ask: (lab) => failing(lab, "/there", ["not-websocket2", "status", "aborted", "ended"]),
};

/** The questions. */
export const refusals: readonly Question[] = [
  refused,
  fails("refused-without-content", "Refusals", "Refused without content", "an origin that refuses without content", "stub/refuses-without-content", ["refused"]),
  fails("unaware-at-once", GROUP, "Answers at once", "an origin that answers 200 without reading", "stub/at-once", ["not-websocket2"]),
  fails("unaware-reads-first", GROUP, "Reads first", "an origin that reads the request to its end before it answers 200", "stub/reads-first", ["timeout", "not-websocket2"]),
  fails("unaware-404", GROUP, "404", "an origin that answers 404", "stub/not-found", ["status"]),
  files,
];
