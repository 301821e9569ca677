/**
 * Renders a built draft: `node build/scripts/draft/xml2rfc.js build/draft/x.xml [--pdf]`.
 *
 * Writes `.txt` and `.html` beside the XML, with `--pdf` also `.pdf`. Any error or warning of xml2rfc but the one about
 * the document's date stops it: then it writes nothing, prints them and ends with 1. So does a signal to end.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { readText } from "./source/text-files.ts";
import { outputFormats, render } from "./xml2rfc/render.ts";

/** What tells the processes of xml2rfc to end too, so that no half of a file stays behind. */
function terminationSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { pdf: { type: "boolean", default: false } } });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0 || readText(path) === undefined) {
    console.error(path === undefined || others.length > 0 ? "usage: xml2rfc.js DRAFT.xml [--pdf]" : `cannot read ${path}`);
    return 2;
  }
  const { diagnostics: messages } = await render(path, { formats: outputFormats(values.pdf), signal: terminationSignal() });
  if (messages.length > 0) console.error((await import("./diagnostics/format.ts")).formatDiagnostics(messages));
  return messages.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
