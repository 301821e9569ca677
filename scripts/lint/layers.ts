/**
 * The layers of the repository: who may import whom, and which packages.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";

/** What one folder may import. */
export interface Layer {
  /** The folder or file, relative to the repository. */
  readonly path: string;
  /** Folders and files that it may import; its own is always allowed. */
  readonly mayImport: readonly string[];
  /** Packages that it may import, as patterns; absent means all. */
  readonly packages?: RegExp;
  /** What to do instead. */
  readonly fix: string;
}

const layoutLayer = ["reference/layout"];
const upToSchema = [...layoutLayer, "reference/bytes", "reference/schema"];
const upToWire = [...upToSchema, "reference/wire", "reference/compression"];
const upToConnection = [...upToWire, "reference/connection"];
const upToHttp2 = [...upToConnection, "reference/http2"];

const pureFix =
  "code below reference/http2 does no I/O and reads neither clock, randomness nor environment: take what is needed as a parameter, " +
  "or move the code up";
const modelFix = "generators read the model alone: take what is needed from the Model or pass it in";

/** From the ground up; the first that fits a file holds. */
export const layers: readonly Layer[] = [
  { path: "reference/layout", mayImport: [], packages: /^zod$/, fix: "the ground floor knows no protocol: move what is general down, or pass it in" },
  { path: "reference/bytes", mayImport: layoutLayer, packages: /^$/, fix: "memory tools know no protocol: pass in what they need" },
  { path: "reference/schema", mayImport: layoutLayer, packages: /^$/, fix: "the schema is data in the layout language: say it with reference/layout" },
  { path: "reference/wire", mayImport: upToSchema, packages: /^(zod|structured-headers)$/, fix: pureFix },
  { path: "reference/compression", mayImport: upToSchema, packages: /^(zod|node:zlib)$/, fix: pureFix },
  { path: "reference/connection", mayImport: upToWire, packages: /^zod$/, fix: pureFix },
  { path: "reference/http2", mayImport: upToConnection, fix: "http2/ adds I/O to the core: move shared code down into the core" },
  { path: "reference/websocket", mayImport: upToHttp2, fix: "move shared code down into reference/" },
  { path: "reference/websocket.ts", mayImport: [...upToHttp2, "reference/websocket"], fix: "move shared code down into reference/" },
  { path: "reference", mayImport: upToHttp2, fix: "reference/ stands alone: nothing in it imports scripts, tests or the draft" },
  { path: "scripts/common", mayImport: [], fix: "scripts/common is the ground floor of scripts/ and knows no protocol: pass in what it needs" },
  { path: "scripts/draft", mayImport: ["reference/layout", "scripts/generate", "scripts/common"], fix: modelFix },
  { path: "scripts/generate", mayImport: ["reference/layout", "scripts/common"], fix: modelFix },
  { path: "scripts", mayImport: ["reference"], fix: "scripts/ builds on reference/ alone: name other files on the command line" },
];

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** A built-in module or a package of npm, without the path in it. */
function packageOf(specifier: string): string {
  const [first = "", second] = specifier.split("/");
  return first.startsWith("@") && second !== undefined ? `${first}/${second}` : first;
}

/**
 * What is wrong with an import, or `undefined`.
 *
 * @param file the importing file, relative to the repository, with slashes.
 * @param specifier what stands behind `from`.
 */
export function importProblem(file: string, specifier: string): string | undefined {
  const layer = layers.find(({ path: at }) => isInside(file, at));
  if (layer === undefined) return undefined;
  const allowed = specifier.startsWith(".")
    ? [layer.path, ...layer.mayImport].some((folder) => isInside(join(dirname(file), specifier), folder))
    : (layer.packages?.test(packageOf(specifier)) ?? true);
  return allowed ? undefined : `${layer.path} must not import "${specifier}": ${layer.fix}.`;
}
