/**
 * `ws2 draft watch`: builds a draft after each change, and shows it in a browser.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { exitCode, UsageError } from "../../common/program.ts";
import { watchDraft, type BuildObserver } from "../../author/watch/watch-draft.ts";
import type { PreviewServer } from "../../author/preview/server.ts";
import { integerOption, type Command, type CommandIo, type ParsedArguments } from "../command.ts";
import { draftOperandsHelp, onlyDraftPath, outputFolder, outputOption } from "./operands.ts";

const MAX_PORT = 65_535;

/** Starts the preview. @throws {@link UsageError} if the port cannot be used */
async function startPreview(path: string, port: number, io: CommandIo): Promise<PreviewServer> {
  const { PreviewServer } = await import("../../author/preview/server.ts");
  try {
    return await PreviewServer.listen(path, port, io.now);
  } catch (error) {
    throw new UsageError(`--port: cannot listen on ${port}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

function showIn(preview: PreviewServer): BuildObserver {
  return {
    onHtml: (file) => preview.showHtml(readFileSync(file, "utf8")),
    onMistakes: (text, step) => preview.showMistakes(text, step === "render" ? "render" : "draft"),
  };
}

function stopped({ onStop }: CommandIo): Promise<void> {
  return new Promise((resolve) => {
    const release = onStop(() => (release(), resolve()));
  });
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const path = onlyDraftPath(args);
  const port = integerOption(args, "port", 0, MAX_PORT);
  if (port !== undefined && !args.has("serve")) throw new UsageError("--port: expected --serve beside it");
  const preview = args.has("serve") ? await startPreview(path, port ?? 0, io) : undefined;
  const end = stopped(io);
  const watch = watchDraft({
    path,
    output: outputFolder(path, args.value("output")),
    print: (text) => io.out(`${text}\n`),
    environment: io.environment,
    ...(preview === undefined ? {} : { observer: showIn(preview) }),
  });
  io.out(`watching ${path}${preview === undefined ? "" : `, shown at ${preview.url}`}; Ctrl-C ends it\n`);
  await end;
  await Promise.all([watch.stop(), preview?.close()]);
  return exitCode.ok;
}

/** The command. */
export const draftWatchCommand: Command = {
  operands: "[DRAFT.md | FOLDER]",
  description: [
    "Builds a draft now and after each change of a file that it reads: the draft, its includes, references and data, its model, and the folder of a model that is a module. The output is never watched. The compiler and xml2rfc stay loaded, so that the next build is fast. SIGINT or SIGTERM ends it.",
    draftOperandsHelp,
    "With --serve, a page in the browser shows the HTML and is renewed after each build, at the same place of the text. Mistakes are shown over the HTML of the last build without one. What stops the text alone, such as a table that is too wide, leaves the HTML new. Only browsers of this computer can reach the page.",
  ],
  options: {
    output: outputOption,
    serve: { short: "s", summary: "show the HTML in a browser, at the address that is printed" },
    port: { short: "p", valueName: "PORT", summary: "the port of the page; 0 lets the system choose (default: 0)" },
  },
  examples: [
    ["draft watch draft-you-name.md", "XML, HTML and text in build/draft-you-name/ after each change"],
    ["draft watch --serve --port 8000", "the only draft of the folder, at http://127.0.0.1:8000/"],
  ],
  run,
};
