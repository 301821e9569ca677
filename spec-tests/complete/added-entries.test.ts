import { relative } from "node:path";

import test from "ava";
import ts from "typescript";

import { withAddedEntries } from "./copy.ts";
import { gapText } from "./gap.ts";
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
    return `${relative(root, file?.fileName ?? "")}: ${text.replace(/ in type '\{.*?\}' but required/, " but required")}`;
  });
}

const listGap = (file: string): string =>
  `${file}: the list of lz4 and deflate lacks zstd; read compressionMethods or widestOffer() of reference/wire/, or declare a Record<CompressionMethod, ...> and add the method`;

/** The complete list of messages. */
const MESSAGES = [
  "spec-tests/vectors/generated/compression.json: no vector decompresses zstd with the parameter 1 to 22; add its cases to scripts/interop/generate/compression/compression-suite.ts and run make vectors",
  'draft/draft-websocket2-over-http2.md: no section defines the compression method zstd; write "## zstd {#zstd}", and cite "#zstd" in its entry in reference/schema/registries.ts',
  "BENCHMARKS.md: no row measures the compression method zstd; measure each method in scripts/bench/compression.ts and run make bench",
  "scripts/soak/messages.ts: no soak uses the compression method zstd; offer each method of compressionMethods of reference/wire/",
  "reference/: no code outside of schema/ reads the limit backlog; enforce it, and read it as limits.backlog",
  'scripts/interop/conformance/cases/limits.ts: no conformance case reads the limit backlog; add a case that reads limit.value("backlog"), or a reason to limitsWithoutCase in spec-tests/known-gaps.ts',
  "draft/draft-websocket2-over-http2.md: the prose does not show the limit backlog; write {{=limit.backlog}} in the section that it applies to, or a reason in limitsWithoutProse in spec-tests/known-gaps.ts",
  "draft/draft-websocket2-over-http2.md: the prose does not name the entry compression.zstd; write {{=compression.zstd}} where the prose defines it, or a reason in entriesWithoutProse in spec-tests/known-gaps.ts",
  "draft/draft-websocket2-over-http2.md: the prose does not name the entry error.BUSY; write {{=error.BUSY}} where the prose defines it, or a reason in entriesWithoutProse in spec-tests/known-gaps.ts",
  "spec-tests/vectors/hand/: no vector expects the error code BUSY; add a case to hand/frame.json, hand/compression.json or hand/session.json in which the endpoint reports BUSY",
  listGap("scripts/bench/hand-written.ts"),
  listGap("scripts/interop/conformance/cases/compression.ts"),
  listGap("scripts/interop/conformance/cases/vectors.ts"),
  listGap("scripts/interop/conformance/exchange/explain-exchange.ts"),
  listGap("scripts/soak/churn.ts"),
  listGap("scripts/soak/messages.ts"),
  listGap("scripts/soak/messages.ts"),
  "reference/compression/methods.ts: Property 'zstd' is missing but required in type 'Readonly<Record<\"lz4\" | \"zstd\" | \"deflate\", MethodImplementation>>'.",
  "scripts/interop/generate/compression/compression-suite.ts: Property 'zstd' is missing but required in type 'Readonly<Record<\"lz4\" | \"zstd\" | \"deflate\", MethodGenerator>>'.",
];

test("a method, a limit and an error code that the schema adds: each place that lacks them is named, with a remedy", async (t) => {
  t.timeout(240_000);
  await withAddedEntries(async (root) => {
    const repository = await openRepository(root);
    const program = programOf(repository, ["reference", "scripts"]);
    const gaps = [...methodGaps(repository), ...limitGaps(repository, program), ...entryGaps(repository), ...errorCodeGaps(repository), ...secondListGaps(repository, ["reference", "scripts"])];
    t.deepEqual([...gaps.map(gapText), ...compilerErrors(repository, program)], MESSAGES);
  });
});
