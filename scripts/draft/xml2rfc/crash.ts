/**
 * Crashes of xml2rfc, in its output.
 *
 * @module
 */

/** An output without the traceback of a crash. */
export interface CrashReport {
  /** What xml2rfc printed before it crashed; without a crash, all of it. */
  readonly messages: string;
  /** The last line of the traceback: the exception. Absent without a crash. */
  readonly exception?: string;
}

const TRACEBACK = /^Traceback \(most recent call last\):$/m;

/** Splits the output of xml2rfc at a traceback of Python. */
export function crashOf(output: string): CrashReport {
  const start = TRACEBACK.exec(output)?.index;
  if (start === undefined) return { messages: output };
  // An exception in the handler of another one has a traceback of its own, and the last one ends the program.
  const [last = ""] = output.slice(start).split(TRACEBACK).slice(-1);
  const exception = last.split("\n").find((line) => /^\S/.test(line));
  return { messages: output.slice(0, start), exception: exception?.trimEnd() ?? "without an exception" };
}
