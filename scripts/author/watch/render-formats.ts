/**
 * Renders a draft for an author who waits: first the HTML, then the text.
 *
 * @module
 */
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import { mergeDiagnostics, render, type ProgramRunner } from "../../draft/xml2rfc/render.ts";
import type { StepResult } from "./rebuilder.ts";

/** The options of a rendering. */
export interface RenderFormatsOptions {
  readonly signal: AbortSignal;
  /** Runs xml2rfc. */
  readonly runProgram: ProgramRunner;
  /** Called for each written file. */
  readonly onWritten: (path: string) => void;
  /** Called with the path of the HTML when it is there for this XML, before the text is made, which may fail. */
  readonly onHtml?: (path: string) => void;
}

/** Renders an RFCXML file; never rejects. */
export async function renderFormats(xml: string, options: RenderFormatsOptions): Promise<StepResult> {
  const { signal, runProgram, onWritten, onHtml } = options;
  const one = async (form: "html" | "text") => {
    const { diagnostics, files } = await render(xml, { formats: [form], signal, runProgram });
    if (!signal.aborted) for (const file of files) onWritten(file);
    return diagnostics;
  };
  try {
    // Both at once would share the processors, and an author waits for the HTML.
    const html = await one("html");
    if (html.length === 0 && !signal.aborted) onHtml?.(xml.replace(/\.xml$/, ".html"));
    const messages = mergeDiagnostics(html.length > 0 || signal.aborted ? html : await one("text"));
    return { ok: messages.length === 0, output: formatDiagnostics(messages) };
  } catch (error) {
    return { ok: false, output: `${xml}: ${(error as Error).message}` };
  }
}
