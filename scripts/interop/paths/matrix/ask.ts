/**
 * Asks a path the questions of one phase.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import type { CertificateFiles } from "../../proxies/certificate-files.ts";
import { type Path, startPath } from "../../proxies/path.ts";
import { Lab } from "../lab/lab.ts";
import type { Origin } from "../lab/origin.ts";
import { type Answer, hasOrigin, no, type Phase, phases, type Question } from "../question.ts";
import { within } from "../waiting.ts";
import { Gate } from "./gate.ts";

/** Where a path is tried. */
export interface Place {
  readonly origin: Origin;
  readonly files: CertificateFiles;
  /** An empty folder for this path. */
  readonly folder: string;
}

/** How many paths are started at a time: each listens before the next is begun, however slow the machine is. */
const starts = new Gate(2);

/** How long a question may take at most, in ms. */
const BOUND = 150_000;

/** Answers by the id of the question. */
export type Answers = Record<string, Answer>;

/** The question whose answer says whether a connection opens at all. */
const OPENS = "opens";

async function askOne(lab: Lab, { ask }: Question): Promise<Answer> {
  try {
    return (await within(ask(lab), BOUND)) ?? no(`not answered within ${BOUND} ms`);
  } catch (error) {
    return no(`the question broke off: ${(error as Error).message}`);
  }
}

/** Whether a question concerns a path, after what is known of it. */
function concerns({ of = hasOrigin, needsOpen }: Question, path: Path, answers: Answers): boolean {
  return of(path) && (!needsOpen || answers[OPENS]?.outcome === "yes");
}

/** Starts a path and asks it some questions, one after the other. */
async function askOn(path: Path, questions: readonly Question[], place: Place, idleS: number | undefined, answers: Answers): Promise<void> {
  const { origin, files, folder } = place;
  const running = await starts.pass(() => startPath(path, { folder, origin: origin.ports, files, idleS }));
  const lab = new Lab(running, origin, readFileSync(files.certificate, "utf8"));
  try {
    for (const question of questions) if (concerns(question, path, answers)) answers[question.id] = await askOne(lab, question);
  } finally {
    await lab.end();
  }
}

/**
 * Starts a path and asks it what a phase asks. A path that no question concerns is not started. Questions that are asked together each
 * have proxies of their own, so that no traffic of one keeps alive what another wants to see cut.
 *
 * @param answers - those of the phases before; the new ones are put there
 * @throws NotInstalledError, StartError
 */
export async function askPath(path: Path, phase: Phase, questions: readonly Question[], place: Place, answers: Answers): Promise<void> {
  const { idleS, together } = phases[phase];
  // Before the first answer nothing is known that would keep a question from being asked.
  const isKnown = answers[OPENS] !== undefined;
  const mine = questions.filter((question) => question.phase === phase && (isKnown ? concerns(question, path, answers) : (question.of ?? hasOrigin)(path)));
  if (mine.length === 0) return;
  const folder = `${place.folder}/${phase}`;
  if (!together) return askOn(path, mine, { ...place, folder }, idleS, answers);
  await Promise.all(mine.map((question) => askOn(path, [question], { ...place, folder: `${folder}/${question.id}` }, idleS, answers)));
}
