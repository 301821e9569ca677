import test from "ava";

import { DraftBuilder } from "../../../../scripts/author/watch/drafts.ts";

/** A fake draft compiler: counts its builds, fails for one path and exits for another. */
const program = `
import { parentPort } from "node:worker_threads";
let builds = 0;
parentPort.on("message", ({ path, output }) => {
  if (path === "throw.md") throw new Error("broken");
  if (path === "end.md") process.exit(3);
  parentPort.postMessage({ ok: true, output: [path, output, ++builds].join(" "), inputs: [path] });
});`;

const builder = (): DraftBuilder => new DraftBuilder(new URL(`data:text/javascript,${encodeURIComponent(program)}`));

test("keeps the compiler of drafts loaded until a reload", async (t) => {
  const drafts = builder();
  t.deepEqual(await drafts.build("a.md", "o"), { ok: true, output: "a.md o 1", inputs: ["a.md"] });
  t.deepEqual(await drafts.build("b.md", "o"), { ok: true, output: "b.md o 2", inputs: ["b.md"] });
  await drafts.reload();
  t.deepEqual(await drafts.build("c.md", "o"), { ok: true, output: "c.md o 1", inputs: ["c.md"] });
  await drafts.reload();
});

for (const [path, expected] of [["throw.md", /^Error: broken\n/], ["end.md", /^the build ended with 3$/]] as const) {
  test(`builds with a new thread after one that failed at ${path}`, async (t) => {
    const drafts = builder();
    const { ok, output } = await drafts.build(path, "o");
    t.false(ok);
    t.regex(output, expected);
    t.deepEqual(await drafts.build("a.md", "o"), { ok: true, output: "a.md o 1", inputs: ["a.md"] });
    await drafts.reload();
  });
}
