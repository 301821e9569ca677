/**
 * An adapter as a long-lived process: started when first needed, asked line by line, ended when it misbehaves.
 *
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

import { formatVersion } from "../format/suite.ts";
import { Lines } from "../lines.ts";
import { type Introduction, introduction, type Request } from "../protocol.ts";

/** An adapter that cannot be started, or does not keep to the line protocol. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** What became of a request. */
export type Answer =
  | { readonly is: "reply"; readonly value: unknown }
  /** The process ended, or could not be started. */
  | { readonly is: "crash"; readonly why: string }
  /** No reply in time. */
  | { readonly is: "timeout"; readonly ms: number }
  /** A line that is not JSON. */
  | { readonly is: "garbled"; readonly line: string };

/** How an adapter is run. */
export interface AdapterOptions {
  /** A command line for the shell. */
  readonly command: string;
  /** How long a reply may take, in ms. */
  readonly timeout: number;
}

/** How long an adapter may take to start at least, in ms: interpreters and virtual machines are slow. */
const START = 30_000;

/** How much of what an adapter writes to its standard error is kept, in characters. */
const KEPT = 2000;

/** One run of the process. */
class Life {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines = new Lines();
  #waiting: ((answer: Answer) => void) | undefined;
  #ended: Answer | undefined;
  #log = "";

  constructor(command: string) {
    this.#child = spawn(command, { shell: true, detached: true, stdio: "pipe" });
    this.#child.stdout.setEncoding("utf8").on("data", (piece: string) => this.#read(piece));
    this.#child.stderr.setEncoding("utf8").on("data", (piece: string) => (this.#log = (this.#log + piece).slice(-KEPT)));
    this.#child.stdin.on("error", () => undefined);
    this.#child.on("error", (error) => this.#end(`could not be started: ${error.message}`));
    this.#child.on("close", (code, signal) => this.#end(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`));
  }

  /** Sends a request and waits for its reply. @param ms - how long at most */
  ask(request: Request, ms: number): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#ended !== undefined) return resolve(this.#ended);
      const timer = setTimeout(() => this.#answer({ is: "timeout", ms }), ms);
      this.#waiting = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const line = `${JSON.stringify(request)}\n`;
      // Behind the last request the input ends, for adapters that wait for that.
      if (request.cmd === "stop") this.#child.stdin.end(line);
      else this.#child.stdin.write(line);
    });
  }

  /** Ends the process, with all that it started. */
  kill(): void {
    if (this.#child.pid === undefined || this.#ended !== undefined) return;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }

  /** Asks the process to end, and waits until it has. @param ms - how long at most */
  async stop(ms: number): Promise<void> {
    await this.ask({ cmd: "stop" }, ms);
    this.kill();
  }

  #read(piece: string): void {
    for (const line of this.#lines.push(piece)) {
      if (line.trim() !== "") this.#answer(parsed(line));
    }
  }

  #end(why: string): void {
    const log = this.#log.trim();
    this.#ended = { is: "crash", why: log === "" ? why : `${why}; it said: ${log}` };
    this.#answer(this.#ended);
  }

  #answer(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(answer);
  }
}

function parsed(line: string): Answer {
  try {
    return { is: "reply", value: JSON.parse(line) };
  } catch {
    return { is: "garbled", line };
  }
}

/** What is wrong with an answer, in words. */
export function answerProblem(answer: Exclude<Answer, { is: "reply" }>): string {
  if (answer.is === "crash") return `the adapter ${answer.why}`;
  if (answer.is === "timeout") return `no reply within ${answer.ms} ms`;
  return `expected a line of JSON on the standard output, found ${JSON.stringify(answer.line.slice(0, 80))}`;
}

/** An adapter that is started anew after each crash, timeout or garbled line. */
export class Adapter {
  readonly #options: AdapterOptions;
  #life: Life | undefined;

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  /**
   * Starts the process, where it does not run, and asks for its name.
   *
   * @throws {@link ProtocolError} where it does not introduce itself
   */
  async start(): Promise<Introduction> {
    const answer = await this.#greet();
    if (answer.is !== "reply") throw new ProtocolError(`${this.#options.command}: ${answerProblem(answer)}`);
    const known = introduction.safeParse(answer.value);
    if (!known.success) {
      throw new ProtocolError(`${this.#options.command}: expected {"name","version","ops"} as the reply to start, found ${JSON.stringify(answer.value)}`);
    }
    return known.data;
  }

  /** Sends a request; after anything but a reply the next one meets a new process. */
  async ask(request: Request): Promise<Answer> {
    if (this.#life === undefined) {
      const greeting = await this.#greet();
      if (greeting.is !== "reply") return greeting;
    }
    return this.#send(request);
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    await this.#life?.stop(this.#options.timeout);
    this.#life = undefined;
  }

  /** Forgets the process, so that the next request meets a new one. */
  drop(): void {
    this.#life?.kill();
    this.#life = undefined;
  }

  #greet(): Promise<Answer> {
    this.#life ??= new Life(this.#options.command);
    return this.#send({ cmd: "start", format: formatVersion }, Math.max(START, this.#options.timeout));
  }

  async #send(request: Request, timeout = this.#options.timeout): Promise<Answer> {
    // Whoever drops the adapter while it starts leaves no process to ask.
    if (this.#life === undefined) return { is: "crash", why: "was ended" };
    const answer = await this.#life.ask(request, timeout);
    if (answer.is !== "reply") this.drop();
    return answer;
  }
}
