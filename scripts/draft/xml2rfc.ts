/**
 * Renders a built draft: `node build/scripts/draft/xml2rfc.js build/draft/x.xml [--pdf]`.
 *
 * Writes `.txt` and `.html` beside the XML, with `--pdf` also `.pdf`. Any error or warning of xml2rfc but the one about
 * the document's date stops it: then it writes nothing, prints them and ends with 1. So does a signal to end.
 *
 * @module
 */
import { exitCode, type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { readText } from "./source/text-files.ts";
import { outputFormats, render } from "./xml2rfc/render.ts";

/** What tells the processes of xml2rfc to end too, so that no half of a file stays behind. */
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
