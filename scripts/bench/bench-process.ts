/**
 * Processes of the benchmark. Each one answers requests one after the other, and ends when the benchmark ends.
 *
 * @module
 */
import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** The programs of processes, all in this folder. */
export type BenchProgram = "server-program" | "client-program" | "codec-program" | "growth-program";

/** Modes of the garbage collector, with the flags of Node.js that select them. */
export const gcFlags = { single: ["--single-threaded-gc"], default: [] } as const;

/** A mode of the garbage collector. */
export type GcMode = keyof typeof gcFlags;

/** The time limit of an answer, in ms. */
const ANSWER_TIMEOUT_MS = 60_000;

/** The kept end of the error output of a process, in characters. */
const LOG_CHARACTERS = 4000;

/** Programs run from the sources where the benchmark does. */
const extension = extname(fileURLToPath(import.meta.url));
const loader = extension === ".ts" ? ["--import", new URL("../register.mjs", import.meta.url).href] : [];

/** The reply of a process: the answer to a request, or why it failed. */
export type BenchReply = { readonly answer: unknown } | { readonly failed: string };

/** A process of the benchmark. */
export class BenchProcess {
  readonly #name: string;
  readonly #child: ChildProcess;
  #ended: string | undefined;

  /** Starts a process. @param gc - the mode of its garbage collector */
  constructor(program: BenchProgram, args: readonly string[], gc: GcMode) {
    this.#name = [program, ...args].join(" ");
    const execArgv = [...gcFlags[gc], ...loader];
    const stdio = ["ignore", "inherit", "pipe", "ipc"] as const;
    this.#child = fork(new URL(`./${program}${extension}`, import.meta.url), args, { execArgv, stdio: [...stdio] });
    let log = "";
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (log = (log + text).slice(-LOG_CHARACTERS)));
    this.#child.on("close", (code, signal) => {
      const ended = signal === null ? `ended with exit code ${code}` : `ended by ${signal}`;
      const error = /^\w*Error: .*/m.exec(log)?.[0];
      this.#ended = error === undefined ? ended : `${ended}: ${error}`;
    });
    this.#child.on("error", (error) => (this.#ended ??= error.message));
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param timeoutMs - the time limit, in ms; 60,000 by default
   * @throws Error if the process fails, ends or is late; a late process is ended
   */
  ask<T>(request: object, timeoutMs = ANSWER_TIMEOUT_MS): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const fail = (why: string): void => {
        settle();
        reject(new Error(`${this.#name}: ${why}`));
      };
      const onExit = (): void => fail(this.#ended ?? "ended");
      const onMessage = (reply: BenchReply): void => {
        if ("failed" in reply) return fail(reply.failed);
        settle();
        resolve(reply.answer as T);
      };
      const late = setTimeout(() => {
        fail(`no answer in ${timeoutMs / 1000} s`);
        this.end();
      }, timeoutMs);
      const settle = (): void => {
        clearTimeout(late);
        this.#child.off("message", onMessage).off("close", onExit).off("error", onExit);
      };
      this.#child.on("message", onMessage).on("close", onExit).on("error", onExit);
      if (this.#ended !== undefined) return onExit();
      this.#child.send(request, (error) => error !== null && fail(error.message));
    });
  }

  /** Ends the process at once. Requests from now on reject, also before its end has been reported. */
  end(): void {
    this.#ended ??= "ended by SIGKILL";
    this.#child.kill("SIGKILL");
  }
}

/** Starts a process that ends with the work that uses it. */
export type StartProcess = (...args: ConstructorParameters<typeof BenchProcess>) => BenchProcess;

/** Runs work with processes, and ends all of them afterwards. */
export async function withProcesses<T>(work: (start: StartProcess) => Promise<T>): Promise<T> {
  const started: BenchProcess[] = [];
  try {
    return await work((...args) => {
      const made = new BenchProcess(...args);
      started.push(made);
      return made;
    });
  } finally {
    for (const each of started) each.end();
  }
}

/** Handlers of requests by their `kind`. */
export type BenchHandlers = Readonly<Record<string, (request: never) => unknown>>;

/** Answers the requests of the benchmark in this process, and ends it when the benchmark has ended. */
export function answerRequests(handlers: BenchHandlers): void {
  process.on("disconnect", () => process.exit());
  process.on("message", (request: { readonly kind: string }) => {
    const handle = handlers[request.kind] as ((request: unknown) => unknown) | undefined;
    const reply = async (): Promise<BenchReply> => {
      try {
        return { answer: await handle?.(request) };
      } catch (error) {
        return { failed: error instanceof Error ? error.message : String(error) };
      }
    };
    void reply().then((made) => process.send?.(made));
  });
}
