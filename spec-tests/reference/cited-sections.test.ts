import { readdirSync, readFileSync } from "node:fs";

import test from "ava";

const draft = readFileSync("draft/draft-websocket2-over-http2.md", "utf8");
const titles = new Set([...draft.matchAll(/^#+ (.+?)(?: \{.*\})?$/gm)].map(([, title]) => title));

const sources = readdirSync("reference", { encoding: "utf8", recursive: true })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => `reference/${path}`);

test("every section of the draft that a comment cites by its title exists", (t) => {
  const cited = sources.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/Section "([^"]+)"/g)].map(([, title]) => ({ path, title })),
  );
  t.true(cited.length > 0);
  const missing = cited.filter(({ title }) => !titles.has(title));
  t.deepEqual(missing.map(({ path, title }) => `${path}: the draft has no section "${title}": cite the title of one that it has`), []);
});
