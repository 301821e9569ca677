/**
 * Checks that each compression method has vectors for each parameter, its own section in the draft, and measurements.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { HttpFieldModel } from "../../reference/layout/model.ts";
import { compressionMethod, websocket2Compression } from "../../reference/schema/index.ts";
import type { Gap } from "./gap.ts";
import { DRAFT, draftSource, elementsOf, type Repository, vectorGroups } from "./repository.ts";

/** A compression method and the range of the parameter that a server may choose. */
interface Method {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

function methodsOf(repository: Repository): Method[] {
  const field = elementsOf(repository, "http-field").find(({ id }) => id === websocket2Compression.model.id) as HttpFieldModel;
  const members = field.response?.type === "dictionary" ? Object.entries(field.response.of) : [];
  return members.flatMap(([name, member]) =>
    (member.type === "integer" ? [{ name, least: member.least ?? 0, most: member.most ?? 0 }] : []));
}

/** Returns numbers as ranges: `1 to 9, 12`. */
function rangesText(numbers: readonly number[]): string {
  const starts = numbers.filter((each) => !numbers.includes(each - 1));
  const ends = numbers.filter((each) => !numbers.includes(each + 1));
  return starts.map((start, index) => (start === ends[index] ? String(start) : `${start} to ${ends[index]}`)).join(", ");
}

function vectorGaps(repository: Repository): Gap[] {
  const groups = vectorGroups(repository).filter(({ op }) => op === "decompress");
  const configs = new Set(groups.map(({ config }) => JSON.stringify(config?.compression)));
  const remedy = "add its cases to scripts/interop/generate/compression/compression-suite.ts and run make vectors";
  return methodsOf(repository).flatMap(({ name, least, most }): Gap[] => {
    const parameters = Array.from({ length: most - least + 1 }, (_, index) => least + index);
    const missing = parameters.filter((parameter) => !configs.has(JSON.stringify({ [name]: parameter })));
    if (missing.length === 0) return [];
    const text = `no vector decompresses ${name} with the parameter ${rangesText(missing)}`;
    return [{ file: "spec-tests/vectors/generated/compression.json", missing: text, remedy }];
  });
}

/** Returns a gap for each method that cites no section of its own. */
function sectionGaps(repository: Repository): Gap[] {
  const registry = elementsOf(repository, "registry").find(({ id }) => id === compressionMethod.model.id);
  const draft = draftSource(repository);
  const entries = registry?.entries ?? [];
  const hasSection = (name: string): boolean => {
    const cite = entries.find((entry) => entry.name === name)?.cite;
    const isOwn = cite !== registry?.cite && entries.filter((entry) => entry.cite === cite).length === 1;
    return cite !== undefined && isOwn && draft.includes(`{${cite}}`);
  };
  return methodsOf(repository).filter(({ name }) => !hasSection(name)).map(({ name }) => {
    const remedy = `write "## ${name} {#${name}}", and cite "#${name}" in its entry in reference/schema/registries.ts`;
    return { file: DRAFT, missing: `no section defines the compression method ${name}`, remedy };
  });
}

function benchmarkGaps(repository: Repository): Gap[] {
  const rows = readFileSync(join(repository.root, "BENCHMARKS.md"), "utf8");
  const missing = methodsOf(repository).filter(({ name }) => !new RegExp(`^\\| \\d+, ${name} \\d+ \\|`, "m").test(rows));
  const remedy = "measure each method in scripts/bench/compression.ts and run make bench";
  return missing.map(({ name }) => ({ file: "BENCHMARKS.md", missing: `no row measures the compression method ${name}`, remedy }));
}

/** Returns a gap for each method that no soak uses: the soaks name neither the method nor the list of all methods. */
function soakGaps(repository: Repository): Gap[] {
  const folder = join(repository.root, "scripts/soak");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const text = files.map((path) => readFileSync(join(folder, path), "utf8")).join("\n");
  if (/\b(?:compressionMethods|widestOffer)\b/.test(text)) return [];
  const missing = methodsOf(repository).filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text));
  const remedy = "offer each method of compressionMethods of reference/wire/";
  return missing.map(({ name }) => ({ file: "scripts/soak/messages.ts", missing: `no soak uses the compression method ${name}`, remedy }));
}

/** Returns the gaps of the compression methods. */
export function methodGaps(repository: Repository): Gap[] {
  return [...vectorGaps(repository), ...sectionGaps(repository), ...benchmarkGaps(repository), ...soakGaps(repository)];
}
