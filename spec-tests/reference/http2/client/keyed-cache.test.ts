import test from "ava";

import { KeyedCache } from "../../../../reference/http2/client/keyed-cache.ts";

test("keeps one value for each sequence of keys, objects by identity", (t) => {
  const cache = new KeyedCache<number>();
  let made = 0;
  const get = (...keys: unknown[]): number => cache.get(keys, () => (made += 1));
  const [object, run] = [{}, () => undefined];
  t.deepEqual([get(object, run, "a"), get(object, run, "b"), get({}, run, "a"), get(undefined, run, "a")], [1, 2, 3, 4]);
  t.deepEqual([get(object, run, "a"), get(object, run, "b"), get(undefined, run, "a")], [1, 2, 4]);
});
