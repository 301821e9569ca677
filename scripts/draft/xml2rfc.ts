/**
 * Renders a built draft: `node build/scripts/draft/xml2rfc.js build/draft/x.xml [--pdf]`.
 *
 * Writes `.txt` and `.html` beside the XML, with `--pdf` also `.pdf`. Any error or warning of xml2rfc but the one about
 * the document's date stops it: then it writes nothing, prints them and ends with 1. So does a signal to end.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { readText } from "./files.ts";
import { formsOf, render } from "./render.ts";

/** What tells the processes of xml2rfc to end too, so that no half of a file stays behind. */
function toldToEnd(): AbortSignal {
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
  const { messages } = await render(path, { forms: formsOf(values.pdf), signal: toldToEnd() });
  if (messages.length > 0) console.error((await import("./print.ts")).format(messages));
  return messages.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
