/**
 * Child processes of the attacks: the server under attack and the attacker, so that neither counts for the other or for the innocent
 * client.
 *
 * @module
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** The program of the children, compiled. */
const PROGRAM = "build/scripts/soak-attack.js";

/** A child that answers one question at a time. */
export interface ChildAnswering {
  /** Asks and waits. @returns the answer; `undefined` if the child ended or the time limit passed. @param ms - the time limit */
  ask<T>(question: unknown, ms: number): Promise<T | undefined>;
  /** Ends the child. */
  end(): Promise<void>;
}

/** Starts a child. @param args - its role and options */
export function startChild(...args: readonly string[]): ChildAnswering {
  const child: ChildProcess = fork(PROGRAM, args, { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  const ended = once(child, "exit");
  const ask = async <T>(question: unknown, ms: number): Promise<T | undefined> => {
    const late = AbortSignal.timeout(ms);
    const answer = once(child, "message", { signal: late }).then(([value]) => value as T);
    child.send({ question }, () => undefined);
    return await Promise.race([answer, ended.then(() => undefined)]).catch(() => undefined);
  };
  return {
    ask,
    end: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Answers the questions of the parent, in a child. */
export function answerParent(answer: (question: unknown) => Promise<unknown>): void {
  process.on("message", ({ question }: { readonly question: unknown }) => {
    void answer(question).then((value) => process.send?.(value ?? null));
  });
  process.on("disconnect", () => process.exit());
}
