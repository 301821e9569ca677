import { readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import { sourceOf } from "../../sources.ts";

test("the modules of the API pages are those that the package exports", (t) => {
  const { entryPoints } = JSON.parse(readFileSync("scripts/api/typedoc.json", "utf8")) as { readonly entryPoints: readonly string[] };
  t.deepEqual(entryPoints.map((path) => join("scripts/api", path)).sort(), [...sourceOf.values()].sort());
});
