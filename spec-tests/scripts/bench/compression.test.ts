import test from "ava";

import { compressionMethod } from "../../../reference/schema/index.ts";
import { choosableRange, compressionMethods } from "../../../reference/wire/index.ts";
import { compressionChoices } from "../../../scripts/bench/compression.ts";

test("the benchmark knows each compression method of the registry", (t) => {
  const remedy = "reference/schema/headers/compression.ts: websocket2-compression has to have a member for each method";
  t.deepEqual(
    [...compressionMethods],
    compressionMethod.names.filter((name) => name !== "none"),
    remedy,
  );
});

for (const method of compressionMethods) {
  test(`the benchmark compares ${method} from its least to its greatest parameter`, (t) => {
    const parameters = compressionChoices.flatMap((choice) => (choice as Readonly<Record<string, number>>)[method] ?? []);
    const found = [parameters[0], parameters.at(-1)];
    const remedy = `scripts/bench/compression.ts: parameterSteps has to reach both ends of the range of ${method}`;
    t.deepEqual(found, [...choosableRange(method)], remedy);
  });
}
