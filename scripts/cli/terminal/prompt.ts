/**
 * A conversation with a user at a terminal, by node:readline: history, editing, and lines that come in while one is typed.
 *
 * @module
 */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";

import type { InteractivePrompt } from "../command.ts";

/** How many lines the arrow keys bring back. */
const HISTORY_LINES = 1000;

/** Where the conversation is held. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Takes the prompt and what has been typed, which may need several rows, off the screen. */
function clearPrompt(typing: Interface, output: NodeJS.WritableStream): void {
  moveCursor(output, 0, -typing.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

/** Begins a conversation. @param prompt - what stands before the line that is typed; it may be coloured */
export function openPrompt({ input, output }: TerminalStreams, prompt: string): InteractivePrompt {
  const typing = createInterface({ input, output, prompt, historySize: HISTORY_LINES, removeHistoryDuplicates: true, terminal: true });
  const interrupted = new AbortController();
  let ended = false;
  typing.once("close", () => {
    ended = true;
    clearPrompt(typing, output);
  });
  typing.on("SIGINT", () => {
    interrupted.abort();
    typing.close();
  });
  typing.on("line", () => typing.prompt());
  typing.prompt();
  return {
    // From now on, so that no line is lost that is entered before somebody asks for it.
    lines: { [Symbol.asyncIterator]: ((lines) => () => lines)(typing[Symbol.asyncIterator]()) },
    interrupted: interrupted.signal,
    print: (line) => {
      if (!ended) clearPrompt(typing, output);
      output.write(`${line}\n`);
      if (!ended) typing.prompt(true);
    },
    end: () => typing.close(),
  };
}
