/**
 * Builds drafts for a command: prints mistakes and the paths of the results.
 *
 * @module
 */
import { dayOfBuild } from "../../draft/source/document-date.ts";
import { buildFile } from "../../draft/build-file.ts";
import type { Diagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import type { OutputFormat } from "../../draft/xml2rfc/render-record.ts";
import type { CommandIo } from "../command.ts";
import { outputFolder } from "./operands.ts";

/** What to build. */
export interface BuildPlan {
  /** The folder of the results; `undefined` for `build/NAME` of the draft `NAME.md`. */
  readonly folder: string | undefined;
  /** The name of a revision, for a draft without one. */
  readonly docName?: string | undefined;
  /** Whether drafts may name files outside of their repositories. */
  readonly allowOutside?: boolean;
  /** The forms that xml2rfc makes of the XML. */
  readonly formats: readonly OutputFormat[];
}

/** Returns a signal that aborts when the user stops the program, so that xml2rfc ends and no partial file remains. */
function stopSignal({ onStop }: CommandIo): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, release: onStop(() => controller.abort()) };
}

async function renderXml(xml: string, formats: readonly OutputFormat[], io: CommandIo): Promise<readonly Diagnostic[]> {
  const [{ render }, { renderedFiles }] = await Promise.all([
    import("../../draft/xml2rfc/render.ts"),
    import("../../draft/xml2rfc/render-record.ts"),
  ]);
  const { signal, release } = stopSignal(io);
  try {
    const { diagnostics } = await render(xml, { formats, signal });
    if (diagnostics.length === 0) io.out(`${renderedFiles(xml, formats).join("\n")}\n`);
    return diagnostics;
  } finally {
    release();
  }
}

/** Builds a draft. Prints its mistakes, or the paths of the results. @returns the path of the XML; `undefined` after a mistake */
export async function buildOne(path: string, plan: BuildPlan, io: CommandIo): Promise<string | undefined> {
  const { folder, formats, ...options } = plan;
  const today = dayOfBuild(io.environment, Date.now());
  const { messages: mistakes, xmlPath: xml, open = [] } = buildFile(path, outputFolder(path, folder), today, options);
  if (open.length > 0) io.out(`${path}: for its owner to fill in: ${open.join(", ")}\n`);
  if (xml !== undefined) io.out(`${xml}\n`);
  const messages = xml === undefined || formats.length === 0 ? mistakes : [...mistakes, ...(await renderXml(xml, formats, io))];
  if (messages.length === 0) return xml;
  io.error(`${formatDiagnostics(messages)}\n`);
  const missing = messages.filter(({ rule }) => rule === "missing-identifier").length;
  const count = missing === 1 ? "1 identifier is" : `${missing} identifiers are`;
  if (missing > 0) io.error(`${count} missing: ws2 draft number ${path}\n`);
  return undefined;
}

/** Builds drafts, one after the other. @returns whether none has a mistake */
export async function buildAll(paths: readonly string[], plan: BuildPlan, io: CommandIo): Promise<boolean> {
  let good = true;
  for (const path of paths) good = (await buildOne(path, plan, io)) !== undefined && good;
  return good;
}
