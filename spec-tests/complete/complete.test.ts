import test from "ava";

import { gapText } from "./gap.ts";
import { limitGaps } from "./limits.ts";
import { methodGaps } from "./methods.ts";
import { entryGaps, errorCodeGaps } from "./registries.ts";
import { openRepository } from "./repository.ts";

const repository = await openRepository(process.cwd());

test("code enforces each limit, a conformance case tests it, and the prose names it, except the known gaps", (t) => {
  t.deepEqual(limitGaps(repository).map(gapText), []);
});

test("each compression method has vectors for each parameter, a section in the draft, and rows in the benchmarks", (t) => {
  t.deepEqual(methodGaps(repository).map(gapText), []);
});

test("the prose names each entry of a registry, except the known gaps", (t) => {
  t.deepEqual(entryGaps(repository).map(gapText), []);
});

test("vectors expect each error code", (t) => {
  t.deepEqual(errorCodeGaps(repository).map(gapText), []);
});
