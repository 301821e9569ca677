import test from "ava";
import { SeededRandom } from "../../../scripts/common/random.ts";

test("the numbers are those of Mulberry32", (t) => {
  const random = new SeededRandom(1);
  t.deepEqual([random.next(), random.next(), random.below(100)], [0.6270739405881613, 0.002735721180215478, 52]);
});

test("values stay in their ranges", (t) => {
  const random = new SeededRandom(7);
  for (let round = 0; round < 1000; round++) {
    const size = random.size(3, 900);
    t.true(Number.isInteger(size) && size >= 3 && size <= 900);
    t.true(["a", "b"].includes(random.pick(["a", "b"])));
  }
  t.is(random.octets(5).length, 5);
  t.notDeepEqual(random.fork().octets(8), random.octets(8));
});
