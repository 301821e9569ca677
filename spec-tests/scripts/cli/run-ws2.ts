import { EventEmitter } from "node:events";

import type { InteractivePrompt, CommandIo } from "../../../scripts/cli/command.ts";
import { runCommandLine } from "../../../scripts/cli/main.ts";
import { plainStyle, type Style } from "../../../scripts/cli/terminal/style.ts";
import { websocket2 } from "../../../reference/schema/index.ts";

/** The result of a command line. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The environment of a command line. */
export interface CommandEnvironment {
  /** The standard input, whole or in pieces. */
  readonly input?: Uint8Array | string | AsyncIterable<Uint8Array>;
  /** The environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the standard output is a terminal, without a prompt. */
  readonly isTerminal?: boolean;
  readonly style?: Style;
  /** The lines that a user types at a terminal. */
  readonly typedLines?: AsyncIterable<string>;
  readonly columns?: number;
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** A running command line. */
export class RunningCommand {
  readonly done: Promise<CommandResult>;
  readonly #signals = new EventEmitter();
  readonly #out: string[] = [];
  readonly #error: string[] = [];
  /** Whether the prompt is open. */
  conversing = false;

  constructor(words: readonly string[], around: CommandEnvironment = {}) {
    this.done = runCommandLine(async () => websocket2, words, this.#io(around)).then((code) => ({
      code,
      out: this.out,
      error: this.#error.join(""),
    }));
  }

  /** The standard output so far. */
  get out(): string {
    return this.#out.join("");
  }

  /** Sends the signal to stop. */
  sendStop(): void {
    this.#signals.emit("stop");
  }

  /** Waits until the standard output matches. */
  async waitForOutput(wanted: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = wanted.exec(this.out);
      if (found !== null) return found;
      await new Promise((resolve) => this.#signals.once("out", resolve));
    }
  }

  /** Waits until the standard error output matches. */
  async waitForError(wanted: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = wanted.exec(this.#error.join(""));
      if (found !== null) return found;
      await new Promise((resolve) => this.#signals.once("out", resolve));
    }
  }

  #write(text: string): void {
    this.#out.push(text);
    this.#signals.emit("out");
  }

  #io({ input = "", style = plainStyle, typedLines: typed, columns = 80, environment = {}, isTerminal }: CommandEnvironment): CommandIo {
    const known = typeof input === "string" ? new TextEncoder().encode(input) : input;
    const converse = (prompt: string): InteractivePrompt => {
      this.conversing = true;
      return {
        lines: typed ?? once(prompt),
        interrupted: new AbortController().signal,
        print: (line) => this.#write(`${line}\n`),
        end: () => undefined,
      };
    };
    return {
      input: async () => (known instanceof Uint8Array ? known : new Uint8Array(0)),
      inputChunks: () => (known instanceof Uint8Array ? once(known) : known),
      ...(typed === undefined ? {} : { converse }),
      onStop: (stop) => {
        this.#signals.on("stop", stop);
        return () => void this.#signals.off("stop", stop);
      },
      now: () => new Date(0),
      out: (text) => this.#write(text),
      outOctets: (octets) => this.#write(Buffer.from(octets).toString("latin1")),
      error: (text) => {
        this.#error.push(text);
        this.#signals.emit("out");
      },
      style,
      isTerminal: isTerminal ?? typed !== undefined,
      environment,
      columns,
    };
  }
}

/** Runs a command line with some standard input. */
export function runWs2(words: readonly string[], input: Uint8Array | string = "", style: Style = plainStyle): Promise<CommandResult> {
  return new RunningCommand(words, { input, style }).done;
}
