/**
 * Renders the HTML of a draft, then its text, and moves each into place when it is complete.
 *
 * @module
 */
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import { render, mergeDiagnostics, type ProgramRunner } from "../../draft/xml2rfc/render.ts";
import type { StepResult } from "./rebuilder.ts";

/** The options of a rendering. */
export interface RenderFormatsOptions {
  readonly signal: AbortSignal;
  /** Runs xml2rfc. */
  readonly runProgram: ProgramRunner;
  /** Called for each written file. */
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
    // Both at once would share the processors, and an author waits for the HTML.
    const html = await one("html");
    const messages = mergeDiagnostics(html.length > 0 || signal.aborted ? html : await one("text"));
    return { ok: messages.length === 0, output: formatDiagnostics(messages) };
  } catch (error) {
    return { ok: false, output: `${xml}: ${(error as Error).message}` };
  }
}
