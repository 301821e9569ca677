/**
 * The section of `make bench` on the time of programs: the start of `ws2`, and builds of the draft.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";

import { findXml2rfc } from "../draft/xml2rfc/find-xml2rfc.ts";
import { DraftWorkspace } from "./draft-workspace.ts";
import { alternate, figure, ratioFigure, type RoundCounts } from "./measure.ts";
import type { BenchFigure, BenchTable } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRow, measureRows } from "./section.ts";
import type { TargetId } from "./targets.ts";
import { timeProgram, type TimedProgram } from "./timed-program.ts";
import { WatchedDraft } from "./watched-draft.ts";

const sizes: Readonly<Record<BenchSize, Readonly<Record<"start" | "xml" | "html", RoundCounts>>>> = {
  full: {
    start: { warmUp: 2, rounds: 15, limitMs: 30_000 },
    xml: { warmUp: 1, rounds: 9, limitMs: 30_000 },
    html: { warmUp: 1, rounds: 7, limitMs: 90_000 },
  },
  small: {
    start: { warmUp: 0, rounds: 1, limitMs: 5000 },
    xml: { warmUp: 0, rounds: 1, limitMs: 5000 },
    html: { warmUp: 0, rounds: 1, limitMs: 5000 },
  },
};

const node = (...args: readonly string[]): TimedProgram => ({ command: process.execPath, args });

const BARE = node("-e", "0");

/** Returns the file of the command `ws2`. @throws Error if it has not been built */
function ws2File(): string {
  const { bin } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly bin: { readonly ws2: string } };
  if (!existsSync(bin.ws2)) throw new Error(`${bin.ws2}: does not exist, run make bundle`);
  return bin.ws2;
}

/** Returns the time of a program, and its ratio to that of another one in the same round. */
async function compare(
  program: () => Promise<number>,
  other: () => Promise<number>,
  counts: RoundCounts,
  target: TargetId,
): Promise<Record<string, BenchFigure>> {
  const found = await alternate({ other, program }, counts);
  return { time: figure(found.program, "ms"), other: figure(found.other, "ms"), ratio: ratioFigure(found.program, found.other, target) };
}

const commands: readonly { readonly label: string; readonly args: readonly string[]; readonly target: TargetId }[] = [
  { label: "`ws2 --help`", args: ["--help"], target: "start-help" },
  { label: "`ws2 decode 0502434c4f53`", args: ["decode", "0502434c4f53"], target: "start-decode" },
];

const columns = [
  { id: "time", title: "time" },
  { id: "other", title: "compared" },
  { id: "ratio", title: "ratio" },
];

async function startTable(size: BenchSize): Promise<BenchTable> {
  const rows = await measureRows(commands, ({ label }) => label, async ({ args, target }) => {
    const file = ws2File();
    return compare(() => timeProgram(node(file, ...args)), () => timeProgram(BARE), sizes[size].start, target);
  });
  return { id: "start", title: "Start, next to `node -e 0`", label: "command", columns, rows };
}

/** Builds the XML of an edited draft. */
async function timeXml(workspace: DraftWorkspace, round: number): Promise<number> {
  workspace.edit(round);
  return timeProgram(node(ws2File(), "draft", "build", "--xml-only", workspace.draft, "-o", workspace.output));
}

/** Renders the XML that exists. */
function timeXml2rfc(workspace: DraftWorkspace): Promise<number> {
  const folder = `${workspace.output}/alone`;
  mkdirSync(folder, { recursive: true });
  return timeProgram({ command: findXml2rfc(process.env), args: ["-N", "--html", "-p", folder, `${workspace.outputBase}.xml`] });
}

async function buildTable(size: BenchSize): Promise<BenchTable> {
  const workspace = new DraftWorkspace(size);
  let round = 0;
  try {
    const xml = await measureRow("Markdown to XML, next to `node -e 0`", () =>
      compare(() => timeXml(workspace, ++round), () => timeProgram(BARE), sizes[size].xml, "build-xml"),
    );
    const html = await measureRow("an edited paragraph to HTML by `make watch`, next to `xml2rfc --html` alone", async () => {
      const watched = await WatchedDraft.start(workspace);
      try {
        return await compare(() => watched.edit(++round), () => timeXml2rfc(workspace), sizes[size].html, "build-html");
      } finally {
        await watched.end();
      }
    });
    return { id: "builds", title: "Builds of the draft", label: "build", columns, rows: [xml, html] };
  } finally {
    workspace.remove();
  }
}

const notes = [
  `Time of whole processes, from their start to their end; for HTML by \`make watch\` from the edit until the file is new. Each round of
a build edits a paragraph first.`,
];

/** Start of `ws2`, and builds of the draft. */
export const builds: BenchSection = {
  title: "Start-up and builds",
  run: async (size) => ({ notes, tables: [await startTable(size), await buildTable(size)] }),
};
