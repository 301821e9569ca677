import test from "ava";

import { seriesOfName } from "../../../../scripts/draft/references/work-series.ts";

test("an RFC below 1000 has its number without zeros in front, and its DOI with them", (t) => {
  const expected = { RFC: "768", DOI: "10.17487/RFC0768" };
  t.deepEqual([seriesOfName("RFC0768"), seriesOfName("RFC768")], [expected, expected]);
});
