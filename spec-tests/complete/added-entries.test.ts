import { relative } from "node:path";

import test from "ava";
import ts from "typescript";

import { withAddedEntries, writeCodecs } from "./copy.ts";
import type { Gap } from "./gap.ts";
import { limitGaps } from "./limits.ts";
import { methodGaps } from "./methods.ts";
import { entryGaps, errorCodeGaps } from "./registries.ts";
import { openRepository, programOf, type Repository } from "./repository.ts";
import { secondListGaps } from "./second-lists.ts";

/** Files that can depend on the names of methods, limits or error codes by type. */
const TYPED = /\b(?:Compression(?:Method|Choice|Offer)|compressionMethods?|LimitName|ErrorCode)\b/;

/** Returns the errors of the compiler as `FILE: MESSAGE`, without the details of types. */
function compilerErrors({ root }: Repository, program: ts.Program): string[] {
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileFromExternalLibrary(file) && TYPED.test(file.text));
  return files.flatMap((file) => program.getSemanticDiagnostics(file)).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0] ?? "";
    const short = text.replace(/ in type .* but required in type '(?:.*, )?(\w+)(?:>>)?'/, " in a record of $1");
    return `${relative(root, file?.fileName ?? "")}: ${short}`;
  });
}

const DRAFT = "draft/draft-websocket2-over-http2.md";

/** All places that lack the method `zstd`, the limit `backlog` and the error code `BUSY`. */
const GAPS: readonly Gap[] = [
  {
    file: "spec-tests/vectors/generated/compression.json",
    missing: "no vector decompresses zstd with the parameter 1 to 22",
    remedy: "add its cases to scripts/interop/generate/compression/compression-suite.ts and run make vectors",
  },
  {
    file: DRAFT,
    missing: "no section defines the compression method zstd",
    remedy: 'write "## zstd {#zstd}", and cite "#zstd" in its entry in reference/schema/registries.ts',
  },
  {
    file: "BENCHMARKS.md",
    missing: "no row measures the compression method zstd",
    remedy: "measure each method in scripts/bench/compression.ts and run make bench",
  },
  {
    file: "reference/",
    missing: "no code outside of schema/ reads the limit backlog",
    remedy: "enforce it, and read it as limits.backlog",
  },
  {
    file: "scripts/interop/conformance/cases/limits.ts",
    missing: "no conformance case reads the limit backlog",
    remedy: 'add a case that reads limit.value("backlog"), or a reason in limitsWithoutCase in spec-tests/known-gaps.ts',
  },
  {
    file: DRAFT,
    missing: "the prose does not show the limit backlog",
    remedy: "write {{=limit.backlog}} in the section of the limit, or a reason in limitsWithoutProse in spec-tests/known-gaps.ts",
  },
  {
    file: DRAFT,
    missing: "the prose does not name the entry compression.zstd",
    remedy: "write {{=compression.zstd}} in the section of the entry, or a reason in entriesWithoutProse in spec-tests/known-gaps.ts",
  },
  {
    file: DRAFT,
    missing: "the prose does not name the entry error.BUSY",
    remedy: "write {{=error.BUSY}} in the section of the entry, or a reason in entriesWithoutProse in spec-tests/known-gaps.ts",
  },
  {
    file: "spec-tests/vectors/hand/",
    missing: "no vector expects the error code BUSY",
    remedy: "add a case to frame.json, compression.json or session.json in which the endpoint reports BUSY",
  },
];

/** The compiler's messages for tables by method. The comment of each table says how to add a method. */
const COMPILER_ERRORS = [
  "reference/compression/methods.ts: Property 'zstd' is missing in a record of NodeCompressionMethods.",
  "scripts/interop/generate/compression/compression-suite.ts: Property 'zstd' is missing in a record of MethodGenerator.",
  "scripts/explorer/view/decode-input.ts: Property 'zstd' is missing in a record of NewDecompressor.",
];

test("a method, a limit and an error code that the schema adds: messages name all places that lack them, with remedies", async (t) => {
  t.timeout(240_000);
  await withAddedEntries(async (root) => {
    await writeCodecs(root);
    const repository = await openRepository(root);
    const registries = [...entryGaps(repository), ...errorCodeGaps(repository)];
    const lists = secondListGaps(repository, ["reference", "scripts"]);
    const program = programOf(repository, ["reference", "scripts"]);
    t.deepEqual([...methodGaps(repository), ...limitGaps(repository, program), ...registries, ...lists], GAPS);
    t.deepEqual(compilerErrors(repository, program), COMPILER_ERRORS);
  });
});
