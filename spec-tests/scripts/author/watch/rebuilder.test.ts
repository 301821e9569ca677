import test from "ava";

import { buildSteps, Rebuilder, type StepResult, type BuildStep } from "../../../../scripts/author/watch/rebuilder.ts";

function rebuilder(run: (step: BuildStep, signal: AbortSignal) => Promise<StepResult>): {
  readonly made: Rebuilder;
  readonly done: BuildStep[];
  readonly printed: string[];
} {
  const [done, printed]: [BuildStep[], string[]] = [[], []];
  let time = 0;
  const made = new Rebuilder({
    run: (step, signal) => (done.push(step), run(step, signal)),
    stepsFor: (paths) => (paths.some((path) => path.endsWith(".ts")) ? buildSteps : ["render", "draft"]),
    print: (text) => printed.push(text),
    now: () => (time += 500),
  });
  return { made, done, printed };
}

const fine = async (): Promise<StepResult> => ({ ok: true, output: "" });

test("prints the result and the time of a build", async (t) => {
  const { made, done, printed } = rebuilder(fine);
  made.fileChanged("draft/a.md");
  await made.rebuild();
  t.deepEqual(done, ["draft", "render"]);
  t.deepEqual(printed, ["no mistake found in 0.5 s; rendering", "built after a change of draft/a.md in 1.0 s"]);
  await made.rebuild();
  t.is(done.length, 2);
});

test("a change during a build starts one more build, and the outdated draft is not rendered", async (t) => {
  const { made, done } = rebuilder(async () => {
    for (const path of done.length === 1 ? ["draft/b.md", "draft/c.md"] : []) {
      made.fileChanged(path);
      void made.rebuild();
    }
    return { ok: true, output: "" };
  });
  made.fileChanged("draft/a.md");
  await made.rebuild();
  t.deepEqual(done, ["draft", "draft", "render"]);
});

test("prints a mistake, and runs the stopped steps after the next change", async (t) => {
  let broken = true;
  const { made, done, printed } = rebuilder(async (step) => ({
    ok: !(broken && step === "compile"),
    output: broken ? "a.ts(1,1): no\n" : "",
  }));
  made.fileChanged("reference/a.ts");
  await made.rebuild();
  t.deepEqual(printed, ["a.ts(1,1): no", "compile failed; waiting for the next change"]);
  broken = false;
  made.fileChanged("draft/a.md");
  await made.rebuild();
  t.deepEqual(done, ["compile", "compile", "describe", "draft", "render"]);
});

/** Returns a rebuilder whose first rendering sees a changed file, and logs its abort. */
function changing(path: string): ReturnType<typeof rebuilder> {
  const all = rebuilder(async (_step, signal) => {
    if (all.done.length === 2) all.made.fileChanged(path);
    return signal.aborted ? { ok: false, output: "ended\n" } : { ok: true, output: "" };
  });
  return all;
}

test("a change aborts the rendering silently and starts a new build", async (t) => {
  const { made, done, printed } = changing("draft/a.md");
  made.fileChanged("draft/a.md");
  await made.rebuild();
  t.deepEqual(done, ["draft", "render", "draft", "render"]);
  t.deepEqual(printed, [
    "no mistake found in 0.5 s; rendering",
    "no mistake found in 0.5 s; rendering",
    "built after a change of draft/a.md in 1.0 s",
  ]);
});

test("a stop aborts the current step, waits for its end, and runs no other", async (t) => {
  const { made, done, printed } = rebuilder(
    (_step, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve({ ok: false, output: "aborted" }));
        void made.stop();
      }),
  );
  made.fileChanged("draft/a.md");
  await made.rebuild();
  made.fileChanged("draft/a.md");
  await made.rebuild();
  t.deepEqual([done, printed], [["draft"], []]);
});
