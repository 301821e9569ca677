/**
 * Copies the sources of the repository and adds to the copy's schema.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PARTS = ["reference", "scripts", "draft", "spec-tests/vectors", "tsconfig.json", "BENCHMARKS.md"];

/** Inserts lines before the one line of a file that contains a text. */
async function insertBefore(path: string, text: string, lines: string): Promise<void> {
  const all = (await readFile(path, "utf8")).split("\n");
  const found = all.flatMap((line, index) => (line.includes(text) ? [index] : []));
  if (found.length !== 1) throw new Error(`${path}: expected one line with ${text}, found ${found.length}`);
  await writeFile(path, all.toSpliced(found[0] as number, 0, lines).join("\n"));
}

/** Adds the compression method `zstd`, the limit `backlog` and the error code `BUSY` to the schema of a repository. */
async function addToSchema(root: string): Promise<void> {
  const schema = join(root, "reference/schema");
  await insertBefore(join(schema, "registries.ts"), 'name: "deflate"', '{ code: 3, name: "zstd", meaning: "One Zstandard frame for each message", cite: "#compression" },');
  await insertBefore(join(schema, "registries.ts"), 'name: "LRGE"', '{ name: "BUSY", meaning: "The endpoint is overloaded", cite: "#limits", columns: { close: 1013 } },');
  await insertBefore(join(schema, "headers/compression.ts"), "deflate: sfInnerList(", "zstd: sfInnerList(sfInteger({ least: 1, most: 22 }), sfInteger({ least: 1, most: 22 })),");
  const chosen = join(schema, "headers/compression.ts");
  await writeFile(chosen, (await readFile(chosen, "utf8")).replace("deflate: deflateWindowChosen", "zstd: sfInteger({ least: 1, most: 22 }), deflate: deflateWindowChosen"));
  const limit = '{ name: "backlog", title: "Backlog", description: "How much may wait.", cite: "#limits", value: 5, unit: "items", over: "Nothing." },';
  await insertBefore(join(schema, "limits.ts"), 'name: "message",', `${limit.slice(1, -2)} }, {`);
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
