import test from "ava";

import { WakeTimer } from "../../../../reference/http2/stream/wake-timer.ts";

function createTimer() {
  let wakes = 0;
  const timer = new WakeTimer({ clock: () => 0, wake: () => (wakes += 1) });
  return { timer, wakes: () => wakes };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test("a deadline that has passed wakes once", async (t) => {
  const { timer, wakes } = createTimer();
  timer.set(0);
  t.is(wakes(), 0);
  await turn();
  t.is(wakes(), 1);
});

test("an earlier deadline replaces a later one; a later one has no effect", async (t) => {
  const { timer, wakes } = createTimer();
  timer.set(1e12);
  timer.set(0);
  timer.set(1e12);
  await turn();
  t.is(wakes(), 1);
});

test("a deadline beyond the longest delay of Node.js does not wake at once", async (t) => {
  const { timer, wakes } = createTimer();
  timer.set(1e15);
  await turn();
  timer.stop();
  t.is(wakes(), 0);
});

test("only the timer of a target that keeps the process does so", (t) => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (const [keepsProcess, expected] of [[false, 0], [true, 1]] as const) {
    const timer = new WakeTimer({ clock: () => 0, wake: () => undefined, keepsProcess });
    timer.set(1e6);
    t.is(timers() - before, expected);
    timer.stop();
  }
});

test("a stopped timer never wakes again", async (t) => {
  const { timer, wakes } = createTimer();
  timer.set(0);
  timer.stop();
  timer.set(0);
  await turn();
  t.is(wakes(), 0);
});
