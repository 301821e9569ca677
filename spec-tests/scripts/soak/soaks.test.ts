import test from "ava";

import { soaks } from "../../../scripts/soak/soaks.ts";
import { SeededRandom } from "../../../scripts/common/random.ts";
import { smallSize } from "../../../scripts/soak/soak.ts";

// Serial, since some soaks measure the memory of this process.
for (const [name, soak] of Object.entries(soaks)) {
  test.serial(`${name}, at small size`, async (t) => {
    const lines: string[] = [];
    await soak(smallSize, new SeededRandom(1), (line) => lines.push(line));
    t.true(lines.length > 0);
    for (const line of lines) t.log(line);
  });
}
