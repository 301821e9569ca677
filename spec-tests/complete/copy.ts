/**
 * Copies the sources of the repository and adds to the copy's schema.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const PARTS = ["reference", "scripts", "draft", "spec-tests/vectors", "tsconfig.json", "BENCHMARKS.md"];

/** An insertion into a file of the schema: a text, before the one line that contains another text. */
interface Insertion {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

/** The insertions that add the compression method `zstd`, the limit `backlog` and the error code `BUSY`. */
const INSERTIONS: readonly Insertion[] = [
  {
    file: "registries.ts",
    before: 'name: "deflate"',
    text: '{ code: 3, name: "zstd", meaning: "One Zstandard frame for each message", cite: "#compression" },',
  },
  {
    file: "registries.ts",
    before: 'name: "LRGE"',
    text: '{ name: "BUSY", meaning: "The endpoint is overloaded", cite: "#limits", columns: { close: 1013 } },',
  },
  { file: "headers/compression.ts", before: "const lz4Level", text: "const zstdLevel = sfInteger({ least: 1, most: 22 });" },
  { file: "headers/compression.ts", before: "lz4: sfInnerList(", text: "zstd: sfInnerList(zstdLevel, zstdLevel)," },
  {
    file: "limits.ts",
    before: 'name: "message",',
    text: 'name: "backlog", title: "Backlog", description: "x", cite: "#limits", value: 5, unit: "items", over: "x" }, {',
  },
];

async function insert(schema: string, { file, before, text }: Insertion): Promise<void> {
  const path = join(schema, file);
  const lines = (await readFile(path, "utf8")).split("\n");
  const found = lines.flatMap((line, index) => (line.includes(before) ? [index] : []));
  const [index = 0, ...others] = found;
  if (found.length === 0 || others.length > 0) throw new Error(`${path}: expected one line with ${before}, found ${found.length}`);
  await writeFile(path, lines.toSpliced(index, 0, text).join("\n"));
}

async function addToSchema(root: string): Promise<void> {
  const schema = join(root, "reference/schema");
  for (const insertion of INSERTIONS) await insert(schema, insertion);
  const field = join(schema, "headers/compression.ts");
  const text = await readFile(field, "utf8");
  await writeFile(field, text.replace("{ lz4: lz4Level,", "{ zstd: zstdLevel, lz4: lz4Level,"));
}

/** Writes the generated codecs of the copy anew, as `make codec` does. */
export async function writeCodecs(root: string): Promise<void> {
  await promisify(execFile)(process.execPath, ["--import", "./scripts/register.mjs", "scripts/codec.ts"], { cwd: root });
}

/** Runs a function with the root of a copy of the repository whose schema has more entries, and removes the copy. */
export async function withAddedEntries(use: (root: string) => void | Promise<void>): Promise<void> {
  await mkdir("build", { recursive: true });
  const root = await mkdtemp("build/complete-");
  try {
    await Promise.all(PARTS.map((part) => cp(part, join(root, part), { recursive: true })));
    await addToSchema(root);
    await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
