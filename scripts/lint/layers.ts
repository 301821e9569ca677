/**
 * The layers of the repository: who may import whom, and which packages.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";

/** What one folder may import. */
export interface Layer {
  /** The folder or file, relative to the repository. */
  readonly at: string;
  /** Folders and files that it may import; its own is always allowed. */
  readonly from: readonly string[];
  /** Packages that it may import, as patterns; absent means all. */
  readonly packages?: RegExp;
  /** What to do instead. */
  readonly remedy: string;
}

const ground = ["reference/layout"];
const schema = [...ground, "reference/schema"];
const core = [...schema, "reference/wire", "reference/compression"];
const connection = [...core, "reference/connection"];
const http2 = [...connection, "reference/http2"];

const pureRemedy =
  "code below reference/http2 does no I/O and reads neither clock, randomness nor environment: take what is needed as a parameter, " +
  "or move the code up";
const modelRemedy = "generators read the model alone: take what is needed from the Model or pass it in";

/** From the ground up; the first that fits a file holds. */
export const layers: readonly Layer[] = [
  { at: "reference/layout", from: [], packages: /^zod$/, remedy: "the ground floor knows no protocol: move what is general down, or pass it in" },
  { at: "reference/schema", from: ground, packages: /^$/, remedy: "the schema is data in the layout language: say it with reference/layout" },
  { at: "reference/wire", from: schema, packages: /^(zod|structured-headers)$/, remedy: pureRemedy },
  { at: "reference/compression", from: schema, packages: /^(zod|node:zlib)$/, remedy: pureRemedy },
  { at: "reference/connection", from: core, packages: /^zod$/, remedy: pureRemedy },
  { at: "reference/http2", from: connection, remedy: "http2/ adds I/O to the core: move shared code down into the core" },
  { at: "reference/websocket", from: http2, remedy: "move shared code down into reference/" },
  { at: "reference/websocket.ts", from: [...http2, "reference/websocket"], remedy: "move shared code down into reference/" },
  { at: "reference", from: http2, remedy: "reference/ stands alone: nothing in it imports scripts, tests or the draft" },
  { at: "scripts/draft", from: ["reference/layout", "scripts/generate", "scripts/files.ts"], remedy: modelRemedy },
  { at: "scripts/generate", from: ["reference/layout"], remedy: modelRemedy },
  { at: "scripts", from: ["reference"], remedy: "scripts/ builds on reference/ alone: name other files on the command line" },
];

const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

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
export function wrongImport(file: string, specifier: string): string | undefined {
  const layer = layers.find(({ at }) => inside(file, at));
  if (layer === undefined) return undefined;
  const allowed = specifier.startsWith(".")
    ? [layer.at, ...layer.from].some((folder) => inside(join(dirname(file), specifier), folder))
    : (layer.packages?.test(packageOf(specifier)) ?? true);
  return allowed ? undefined : `${layer.at} must not import "${specifier}": ${layer.remedy}.`;
}
