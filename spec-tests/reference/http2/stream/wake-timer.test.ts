import test from "ava";

import { WakeTimer } from "../../../../reference/http2/stream/wake-timer.ts";

function made() {
  let wakes = 0;
  const timer = new WakeTimer({ clock: () => 0, wake: () => (wakes += 1) });
  return { timer, wakes: () => wakes };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test("a deadline that has come wakes once", async (t) => {
  const { timer, wakes } = made();
  timer.set(0);
  t.is(wakes(), 0);
  await turn();
  t.is(wakes(), 1);
});

test("an earlier deadline takes the place of a later one; a later one and none change nothing", async (t) => {
  const { timer, wakes } = made();
  timer.set(1e12);
  timer.set(0);
  timer.set(1e12);
  timer.set(undefined);
  await turn();
  t.is(wakes(), 1);
});

test("a deadline beyond what a timer of Node.js can wait does not wake at once", async (t) => {
  const { timer, wakes } = made();
  timer.set(1e15);
  await turn();
  timer.stop();
  t.is(wakes(), 0);
});

test("a timer that was stopped stays so", async (t) => {
  const { timer, wakes } = made();
  timer.set(0);
  timer.stop();
  timer.set(0);
  await turn();
  t.is(wakes(), 0);
});
