import test from "ava";

import { websocket2 } from "../../reference/schema/index.ts";
import { gapText } from "./gap.ts";
import { limitGaps } from "./limits.ts";
import { methodGaps } from "./methods.ts";
import { entryGaps, errorCodeGaps } from "./registries.ts";
import type { Repository } from "./repository.ts";

const repository: Repository = { root: process.cwd(), model: websocket2 };

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
