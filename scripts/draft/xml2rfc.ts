/**
 * Renders a built draft: `node build/scripts/draft/xml2rfc.js build/draft/x.xml [--pdf]`.
 *
 * Writes `.txt` and `.html` beside the XML, with `--pdf` also `.pdf`. After an error or warning of xml2rfc, except the one
 * about the date of the document, it prints the messages, writes nothing and exits with 1. A signal ends it likewise.
 *
 * @module
 */
import { exitCode, type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { readText } from "./source/text-files.ts";
import { outputFormats, render } from "./xml2rfc/render.ts";

/** Returns a signal that aborts on SIGINT and SIGTERM and ends the xml2rfc processes, so that no partial file remains. */
function terminationSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

const usage = `usage: xml2rfc.js DRAFT.xml [--pdf]
  --pdf  write a PDF too`;

const options = { pdf: { type: "boolean", default: false } } as const;

async function main({ pdf }: OptionValues<typeof options>, [path = ""]: readonly string[]): Promise<number> {
  if (readText(path) === undefined) throw new FileError(`${path}: cannot be read`);
  const { diagnostics } = await render(path, { formats: outputFormats(pdf), signal: terminationSignal() });
  if (diagnostics.length > 0) console.error((await import("./diagnostics/format.ts")).formatDiagnostics(diagnostics));
  return diagnostics.length === 0 ? exitCode.ok : exitCode.failed;
}

await runProgram({ usage, options, operands: [1, 1], main });
