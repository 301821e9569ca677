/**
 * The layers of the repository: the folders and packages that each folder may import.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";

/** What one folder may import. */
export interface Layer {
  /** The folder or file, relative to the repository. */
  readonly path: string;
  /** Folders and files that it may import. */
  readonly mayImport: readonly string[];
  /** Packages that it may import, as a pattern; all without it. */
  readonly packages?: RegExp;
  /** Files of one layer may import each other; `false` for programs. */
  readonly mayImportItself?: false;
  /** The remedy. */
  readonly fix: string;
}

const layoutLayer = ["reference/layout"];
const upToSchema = [...layoutLayer, "reference/bytes", "reference/schema"];
const upToWire = [...upToSchema, "reference/wire", "reference/compression"];
const upToConnection = [...upToWire, "reference/connection"];
const upToHttp2 = [...upToConnection, "reference/http2"];

const pureFix =
  "code below reference/http2 does no I/O and reads neither clock, randomness nor environment: take it as a parameter, or move the code up";
const downFix = "move shared code down into reference/";

/** The layers of the reference implementation, from the ground up. */
const referenceLayers: readonly Layer[] = [
  {
    path: "reference/layout",
    mayImport: [],
    packages: /^zod$/,
    fix: "the ground floor knows no protocol: move general code down, or pass it in",
  },
  { path: "reference/bytes", mayImport: layoutLayer, packages: /^$/, fix: "byte buffers know no protocol: pass in what they need" },
  {
    path: "reference/schema",
    mayImport: layoutLayer,
    packages: /^$/,
    fix: "the schema is data in the layout language: say it with reference/layout",
  },
  { path: "reference/wire", mayImport: upToSchema, packages: /^(zod|structured-headers)$/, fix: pureFix },
  { path: "reference/compression", mayImport: upToSchema, packages: /^(zod|node:zlib)$/, fix: pureFix },
  { path: "reference/connection", mayImport: upToWire, packages: /^zod$/, fix: pureFix },
  { path: "reference/http2", mayImport: upToConnection, fix: "http2/ adds I/O to the core: move shared code down into the core" },
  { path: "reference/websocket", mayImport: upToHttp2, fix: downFix },
  { path: "reference/websocket.ts", mayImport: [...upToHttp2, "reference/websocket"], fix: downFix },
  {
    path: "reference/codec.ts",
    mayImport: [...layoutLayer, "reference/wire"],
    packages: /^$/,
    fix: "the codec needs no package: import generated readers and writers",
  },
  { path: "reference/examples", mayImport: [], fix: 'an example is a program of a user: import from "websocket2"' },
  { path: "reference", mayImport: upToHttp2, fix: "reference/ stands alone: it imports no scripts, tests or draft" },
];

const ground = ["reference", "scripts/common"];
const interop = (...folders: readonly string[]): string[] => [...ground, ...folders.map((folder) => `scripts/interop/${folder}`)];
const handshake = ["h2", "handshake-fields.ts", "raw-handshake.ts"];

const modelFix = "generators read the Model alone: take the value from it, or pass it in";
const peerFix = "peers and handshakes know neither vectors nor reports: move the code up to its caller";
const vectorFix = "the format and the files of vectors know no runner: move the code up to its caller";
const reportFix = "reports are the ground floor of the runners: pass in what they print";
const runnerFix = "runners share code below them only: move it down into interop/report, interop/vectors or interop/h2";

/** The layers of interop, from the ground up. */
const interopLayers: readonly Layer[] = [
  { path: "scripts/interop/h2", mayImport: ground, fix: peerFix },
  { path: "scripts/interop/handshake-fields.ts", mayImport: ground, fix: peerFix },
  { path: "scripts/interop/raw-handshake.ts", mayImport: interop("h2"), fix: peerFix },
  { path: "scripts/interop/format", mayImport: interop("h2"), fix: vectorFix },
  { path: "scripts/interop/protocol", mayImport: interop("format"), fix: vectorFix },
  { path: "scripts/interop/vectors", mayImport: interop("format"), fix: vectorFix },
  { path: "scripts/interop/report", mayImport: interop("vectors"), fix: reportFix },
  {
    path: "scripts/interop/generate",
    mayImport: interop("format", "vectors"),
    fix: "vectors come from the schema and the model: move shared code down into interop/format",
  },
  {
    path: "scripts/interop/adapter",
    mayImport: interop("format", "protocol", "h2"),
    fix: "an adapter answers one operation at a time and knows no runner: move shared code down into interop/protocol",
  },
  { path: "scripts/interop/runner", mayImport: interop("format", "h2", "protocol", "report", "vectors"), fix: runnerFix },
  {
    path: "scripts/interop/explain",
    mayImport: [...interop("format", "runner", "vectors"), "scripts/frames"],
    fix: "the decoding of vectors serves ws2 and the site: move the text of a terminal or a page up to its caller",
  },
  { path: "scripts/interop/conformance", mayImport: interop(...handshake, "format", "generate", "report", "vectors"), fix: runnerFix },
  { path: "scripts/interop/intermediaries", mayImport: interop(...handshake, "report"), fix: runnerFix },
  { path: "scripts/interop/examples", mayImport: ground, fix: runnerFix },
  { path: "scripts/interop/matrix", mayImport: interop("conformance", "examples", "h2", "report", "runner", "vectors"), fix: runnerFix },
  {
    path: "scripts/interop",
    mayImport: ground,
    fix: "interop is a library of ws2, make interop and make vectors: it imports none of them; pass in what it needs",
  },
];

const libraries = [
  "api",
  "author",
  "bench",
  "capture",
  "cite",
  "cli",
  "codec",
  "common",
  "dist",
  "draft",
  "draft-import",
  "explorer",
  "exports",
  "facts",
  "frames",
  "generate",
  "interop",
  "lint",
  "record",
  "site",
  "soak",
  "suites",
];
const libraryFolders = libraries.map((folder) => `scripts/${folder}`);

/** The layers of the tools, from the ground up. */
const scriptLayers: readonly Layer[] = [
  {
    path: "scripts/common",
    mayImport: [],
    fix: "scripts/common is the ground floor of scripts/ and knows no protocol: pass in what it needs",
  },
  { path: "scripts/lint", mayImport: [], fix: "lint rules run before anything is built: they import no other folder" },
  { path: "scripts/generate", mayImport: ["reference/layout", "scripts/common"], fix: modelFix },
  {
    path: "scripts/capture",
    mayImport: ["scripts/common"],
    fix: "captures know packets and TCP, no protocol above: pass in what they carry",
  },
  { path: "scripts/exports", mayImport: ["reference/layout", "scripts/generate", "scripts/common"], fix: modelFix },
  { path: "scripts/draft", mayImport: ["reference/layout", "scripts/generate", "scripts/common"], fix: modelFix },
  {
    path: "scripts/draft-import",
    mayImport: ["scripts/draft", "scripts/common"],
    fix: "importers write drafts as the draft compiler reads them: move shared code down into scripts/draft or scripts/common",
  },
  {
    path: "scripts/frames",
    mayImport: ground,
    packages: /^$/,
    fix: "ws2 and the explorer share this folder, and the explorer runs in browsers: pass in what needs a package or Node.js",
  },
  ...interopLayers,
  {
    path: "scripts/api",
    mayImport: [...ground, "scripts/draft/references", "scripts/generate", "scripts/interop/generate"],
    fix: "the API pages show the reference code, views of the model and numbers of sections: move shared code down into scripts/generate or scripts/common",
  },
  {
    path: "scripts/codec",
    mayImport: [...ground, "scripts/interop/generate"],
    fix: "generated codecs come from the schema and the requirements of its checks: move shared code down into scripts/interop/generate",
  },
  {
    path: "scripts/author",
    mayImport: [...ground, "scripts/draft", "scripts/interop"],
    fix: "tools for authors build on the draft compiler and the vectors: move shared code down into scripts/common",
  },
  {
    path: "scripts/record",
    mayImport: [...interop("h2", "raw-handshake.ts"), "scripts/capture"],
    fix: "recordings show the reference code: move shared code down into scripts/capture or scripts/interop",
  },
  {
    path: "scripts/explorer/data",
    mayImport: [...ground, "scripts/explorer/view", "scripts/frames", "scripts/generate", "scripts/interop"],
    fix: "the data of the explorer come from the model and the vectors: move shared code down into scripts/generate or scripts/interop",
  },
  {
    path: "scripts/explorer",
    mayImport: [...ground, "scripts/frames", "scripts/generate", "scripts/interop/adapter", "scripts/interop/format"],
    fix: "the explorer runs in browsers: take facts from its data, which scripts/explorer/data makes of the model",
  },
  {
    path: "scripts/cli/draft",
    mayImport: [
      ...ground,
      "scripts/author",
      "scripts/cli/command-entry.ts",
      "scripts/cli/command.ts",
      "scripts/cli/package.ts",
      "scripts/cli/terminal",
      "scripts/draft",
      "scripts/draft-import",
      "scripts/interop",
    ],
    fix: "the commands for authors print what the draft compiler and the tools of scripts/author do: move other code down into them",
  },
  {
    path: "scripts/cli",
    mayImport: [...ground, "scripts/capture", "scripts/frames", "scripts/interop"],
    fix: "ws2 ships without the tools of the repository: move shared code down into scripts/frames, scripts/interop or scripts/common",
  },
  { path: "scripts/soak", mayImport: [...ground, "scripts/interop"], fix: "move shared code down into scripts/interop or scripts/common" },
  {
    path: "scripts/suites",
    mayImport: ground,
    fix: "runners of other suites need the reference code only: move shared code down into scripts/common",
  },
  {
    path: "scripts/bench",
    mayImport: [...ground, "scripts/soak", "scripts/draft", "scripts/interop"],
    fix: "the benchmark measures the tools: move shared code down into scripts/soak or scripts/common",
  },
  {
    path: "scripts/dist",
    mayImport: [...ground, "scripts/api/link-element-rows.ts", "scripts/exports"],
    fix: "a release consists of what other targets built: move shared code down into scripts/common",
  },
  {
    path: "scripts/cite",
    mayImport: [...ground, "scripts/draft", "scripts/interop"],
    fix: "citations come from committed files: move shared code down into scripts/common",
  },
  {
    path: "scripts/facts",
    mayImport: [...ground, "scripts/author", "scripts/bench", "scripts/draft", "scripts/interop"],
    fix: "facts count what the data and the tools know: move shared code down into scripts/interop or scripts/common",
  },
  {
    path: "scripts/site",
    mayImport: [
      ...ground,
      "scripts/api/site-link.ts",
      "scripts/author/requirements",
      "scripts/bench/presentation",
      "scripts/bench/report-schema.ts",
      "scripts/cite",
      "scripts/exports",
      "scripts/explorer",
      "scripts/facts",
      "scripts/frames",
      "scripts/generate",
      "scripts/interop",
    ],
    fix: "the site shows data and views of the model: move shared code down into scripts/generate, scripts/interop or scripts/common",
  },
  {
    path: "scripts",
    mayImport: ["reference", ...libraryFolders],
    mayImportItself: false,
    fix: "a program imports libraries only: move shared code into a folder of scripts/, and name other files on the command line",
  },
];

/** All layers; the first one that contains a file counts. */
export const layers: readonly Layer[] = [...referenceLayers, ...scriptLayers];

/** Programs: they run when they are loaded. */
const PROGRAM = /^scripts\/(?:[\w-]+|author\/(?:requirements|watch)|api\/(?:link-draft|section-numbers)|draft\/(?:main|xml2rfc))\.ts$/;

const programFix = "a program runs when it is loaded: move shared code into a library, a folder of scripts/";

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** Returns the name of a package or built-in module without the path in it. */
function packageOf(specifier: string): string {
  const [first = "", second] = specifier.split("/");
  return first.startsWith("@") && second !== undefined ? `${first}/${second}` : first;
}

function mayImport(layer: Layer, target: string): boolean {
  return [...layer.mayImport, ...(layer.mayImportItself === false ? [] : [layer.path])].some((folder) => isInside(target, folder));
}

/**
 * Returns the problem of an import with its remedy, or `undefined` for an allowed import.
 *
 * @param file - the importing file, relative to the repository, with slashes
 * @param specifier - the text after `from`
 */
export function importProblem(file: string, specifier: string): string | undefined {
  const layer = layers.find(({ path }) => isInside(file, path));
  if (layer === undefined) return undefined;
  const problem = (fix: string): string => `${layer.path} must not import "${specifier}": ${fix}.`;
  if (!specifier.startsWith(".")) return (layer.packages?.test(packageOf(specifier)) ?? true) ? undefined : problem(layer.fix);
  const target = join(dirname(file), specifier);
  if (PROGRAM.test(target)) return problem(programFix);
  return mayImport(layer, target) ? undefined : problem(layer.fix);
}
