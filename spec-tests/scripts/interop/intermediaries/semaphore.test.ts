import test from "ava";

import { Semaphore } from "../../../../scripts/interop/intermediaries/matrix/semaphore.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("lets as many through as there is room for, the others in their order, also behind one that fails", async (t) => {
  const gate = new Semaphore(2);
  const began: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const works = Array.from({ length: 4 }, (_, at) =>
    gate.run(() => {
      began.push(at);
      return new Promise<number>((resolve, reject) => (ends[at] = (error) => (error === undefined ? resolve(at) : reject(error))));
    }),
  );
  await turn();
  t.deepEqual(began, [0, 1]);
  ends[1]?.(new Error("broken"));
  await t.throwsAsync(works[1] as Promise<number>, { message: "broken" });
  await turn();
  t.deepEqual(began, [0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await turn();
  t.deepEqual(began, [0, 1, 2, 3]);
  ends[3]?.();
  t.deepEqual(await Promise.all([works[0], works[2], works[3]]), [0, 2, 3]);
});
