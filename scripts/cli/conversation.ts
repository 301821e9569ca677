/**
 * A conversation with a user at a terminal, by node:readline: history, editing, and lines that come in while one is typed.
 *
 * @module
 */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";

import type { Conversation } from "./command.ts";

/** How many lines the arrow keys bring back. */
const HISTORY = 1000;

/** Where the conversation is held. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Takes the prompt and what has been typed, which may need several rows, off the screen. */
function wipe(typing: Interface, output: NodeJS.WritableStream): void {
  moveCursor(output, 0, -typing.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

/** Begins a conversation. @param prompt - what stands before the line that is typed; it may be coloured */
export function converse({ input, output }: Terminal, prompt: string): Conversation {
  const typing = createInterface({ input, output, prompt, historySize: HISTORY, removeHistoryDuplicates: true, terminal: true });
  const interrupted = new AbortController();
  let ended = false;
  typing.once("close", () => {
    ended = true;
    wipe(typing, output);
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
      if (!ended) wipe(typing, output);
      output.write(`${line}\n`);
      if (!ended) typing.prompt(true);
    },
    end: () => typing.close(),
  };
}
