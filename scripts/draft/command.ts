/**
 * The command line of the program that builds drafts.
 *
 * Writes `<docName>.xml`, `<docName>.lines.json`, and `<name>.requirements.json` and `<name>.examples.json` with the name
 * without revision. If the draft has mistakes, it prints them, writes nothing and exits with 1. Mistakes are printed before
 * xml2rfc starts. Missing names of persons are no mistakes; one line of the output lists them.
 *
 * @module
 */
import { basename, join } from "node:path";
import { exitCode, type OptionValues, runProgram } from "../common/program.ts";
import { buildFile } from "./build-file.ts";
import { dayOfBuild } from "./source/document-date.ts";
import type { Diagnostic } from "./diagnostics/diagnostics.ts";

const options = {
  output: { type: "string", short: "o" },
  render: { type: "boolean", default: false },
  pdf: { type: "boolean", default: false },
  "allow-outside": { type: "boolean", default: false },
} as const;

const usage = `usage: main.js DRAFT.md [-o DIRECTORY] [--render] [--pdf] [--allow-outside]

Compiles a draft in Markdown to RFCXML. scripts/draft/README.md describes the Markdown.
  -o, --output DIRECTORY  the folder for the results (build/<name of the file>)
  --render                also run xml2rfc, for text and HTML
  --pdf                   also run xml2rfc, for text, HTML and PDF
  --allow-outside         let the draft name files outside of its repository`;

/** Runs xml2rfc and prints the paths of the results. */
async function renderAndList(xml: string, pdf: boolean): Promise<readonly Diagnostic[]> {
  const { outputFormats, render } = await import("./xml2rfc/render.ts");
  const { diagnostics: messages, files } = await render(xml, { formats: outputFormats(pdf) });
  if (messages.length === 0) console.log([xml, ...files].join("\n"));
  return messages;
}

async function main(values: OptionValues<typeof options>, [path = ""]: readonly string[]): Promise<number> {
  const { output, render: isRendered, pdf } = values;
  const { messages: mistakes, xmlPath: xml, open = [] } = buildFile(
    path,
    output ?? join("build", basename(path, ".md")),
    dayOfBuild(process.env, Date.now()),
    { allowOutside: values["allow-outside"] },
  );
  if (open.length > 0) console.log(`${path}: for its owner to fill in: ${open.join(", ")}`);
  const rendered = xml !== undefined && (isRendered || pdf) ? await renderAndList(xml, pdf) : [];
  const messages = [...mistakes, ...rendered];
  if (messages.length > 0) console.error((await import("./diagnostics/format.ts")).formatDiagnostics(messages));
  return messages.length === 0 ? exitCode.ok : exitCode.failed;
}

/** Runs the program with the arguments of the process. */
export const runDraftProgram = (): Promise<void> => runProgram({ usage, options, operands: [1, 1], main });
