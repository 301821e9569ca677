/**
 * Renders a draft's text and HTML side by side, each put in its place when it is made.
 *
 * @module
 */
import { format } from "../../draft/print.ts";
import { render, together, type Run } from "../../draft/render.ts";
import type { Outcome } from "./rebuild.ts";

/** What a rendering is given. */
export interface Rendering {
  readonly signal: AbortSignal;
  /** Runs xml2rfc. */
  readonly run: Run;
  /** Told of each file once it is written. */
  readonly made: (path: string) => void;
}

/** Renders an RFCXML file; never rejects. */
export async function renderForms(xml: string, { signal, run, made }: Rendering): Promise<Outcome> {
  const one = async (form: "html" | "text") => {
    const { messages, files } = await render(xml, { forms: [form], signal, run });
    if (!signal.aborted) for (const file of files) made(file);
    return messages;
  };
  try {
    const messages = together((await Promise.all([one("html"), one("text")])).flat());
    return { ok: messages.length === 0, output: format(messages) };
  } catch (error) {
    return { ok: false, output: `${xml}: ${(error as Error).message}` };
  }
}
