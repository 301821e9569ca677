import test from "ava";

import { Semaphore } from "../../../../scripts/interop/intermediaries/matrix/semaphore.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("runs a bounded number of tasks at once, the others in their order, also after one that fails", async (t) => {
  const semaphore = new Semaphore(2);
  const began: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const tasks = Array.from({ length: 4 }, (_, at) =>
    semaphore.run(() => {
      began.push(at);
      return new Promise<number>((resolve, reject) => (ends[at] = (error) => (error === undefined ? resolve(at) : reject(error))));
    }),
  );
  await turn();
  t.deepEqual(began, [0, 1]);
  ends[1]?.(new Error("broken"));
  await t.throwsAsync(tasks[1] as Promise<number>, { message: "broken" });
  await turn();
  t.deepEqual(began, [0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await turn();
  t.deepEqual(began, [0, 1, 2, 3]);
  ends[3]?.();
  t.deepEqual(await Promise.all([tasks[0], tasks[2], tasks[3]]), [0, 2, 3]);
});
