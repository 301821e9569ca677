/**
 * A prompt at a terminal, by node:readline, with history, editing, and output above the typed line.
 *
 * @module
 */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";

import type { InteractivePrompt, PromptOptions } from "../command.ts";
import { HISTORY_LINES } from "./history.ts";

/** The streams of a terminal. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Clears the prompt and the typed text, which may take several rows. */
function clearPrompt(typing: Interface, output: NodeJS.WritableStream): void {
  moveCursor(output, 0, -typing.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

/** Opens a prompt. @param prompt - the text before the typed line; it may have colours */
export function openPrompt({ input, output }: TerminalStreams, prompt: string, options: PromptOptions = {}): InteractivePrompt {
  const { complete = () => [], history, keeps = () => true } = options;
  const typing = createInterface({
    input,
    output,
    prompt,
    history: [...(history?.lines ?? [])],
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    terminal: true,
    completer: (line: string) => [complete(line), line],
  });
  // Node.js lets a listener remove lines from the history, which it passes itself.
  typing.on("history", (lines: string[]) => {
    if (lines[0] !== undefined && !keeps(lines[0])) lines.shift();
  });
  typing.on("line", (line) => history?.add(line));
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
    // The iterator starts now: lines that the user enters before the first read are kept.
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
