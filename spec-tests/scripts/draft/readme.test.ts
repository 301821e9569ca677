import { readFileSync } from "node:fs";
import test from "ava";
import { directives } from "../../../scripts/draft/directives/index.ts";
import { frontMatterKeys } from "../../../scripts/draft/source/front-matter.ts";
import { sectionDiagnostics } from "./setup.ts";

const readme = readFileSync("scripts/draft/README.md", "utf8");

/** Returns the names after "expected one of:". */
function listed(message = ""): string[] {
  return /expected one of: (.*)$/.exec(message)?.[1]?.split(", ") ?? [];
}

test("the README names every directive", (t) => {
  for (const [name, { nodeType: form }] of Object.entries(directives)) {
    t.true(readme.includes(`${form === "leafDirective" ? "::" : ":::"}${name}`), name);
  }
});

test("the README names every key of the front matter", (t) => {
  t.true(frontMatterKeys.length > 15);
  for (const key of frontMatterKeys) t.true(readme.includes(`\`${key}\``), key);
});

for (const fence of ["c", "artwork", "aasvg"]) {
  test(`the README names every attribute of a fence of ${fence}`, (t) => {
    const keys = listed(sectionDiagnostics(`\`\`\`${fence} {zzzzzzzzzzzz}\n\`\`\``)[0]);
    t.true(keys.length > 4);
    for (const key of keys.filter((one) => one !== "id")) t.regex(readme, new RegExp(`[{ ]${key}[=}]|\`${key}\``), key);
  });
}
