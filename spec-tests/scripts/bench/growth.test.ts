import test from "ava";

import { growthExponent } from "../../../scripts/bench/growth.ts";

const scales = [1, 2, 4, 8];

for (const power of [0, 1, 1.5, 2]) {
  test(`the exponent of x ** ${power} is ${power}`, (t) => {
    const exponent = growthExponent(scales, scales.map((scale) => 7 * scale ** power));
    t.true(Math.abs(exponent - power) < 1e-9, String(exponent));
  });
}
