/**
 * Renders a draft's text and HTML side by side, each put in its place when it is made.
 *
 * @module
 */
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import { render, mergeDiagnostics, type ProgramRunner } from "../../draft/xml2rfc/render.ts";
import type { StepResult } from "./rebuilder.ts";

/** What a rendering is given. */
export interface RenderFormatsOptions {
  readonly signal: AbortSignal;
  /** Runs xml2rfc. */
  readonly runProgram: ProgramRunner;
  /** Told of each file once it is written. */
  readonly onWritten: (path: string) => void;
}

/** Renders an RFCXML file; never rejects. */
export async function renderFormats(xml: string, { signal, runProgram: run, onWritten: made }: RenderFormatsOptions): Promise<StepResult> {
  const one = async (form: "html" | "text") => {
    const { diagnostics: messages, files } = await render(xml, { formats: [form], signal, runProgram: run });
    if (!signal.aborted) for (const file of files) made(file);
    return messages;
  };
  try {
    const messages = mergeDiagnostics((await Promise.all([one("html"), one("text")])).flat());
    return { ok: messages.length === 0, output: formatDiagnostics(messages) };
  } catch (error) {
    return { ok: false, output: `${xml}: ${(error as Error).message}` };
  }
}
