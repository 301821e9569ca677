import { inflateRawSync } from "node:zlib";

import test from "ava";

import { nodeDeflate } from "../../../reference/compression/deflate/deflate.ts";
import type { InflateRaw } from "../../../reference/compression/deflate/dictionary.ts";
import { implementationOf } from "../../../reference/compression/method.ts";
import { compressionOn, nodeCompression, runnableMethods } from "../../../reference/compression/methods.ts";
import { LocalError } from "../../../reference/layout/errors.ts";

/** The function of Deno 2.9 returns octets as if there were no dictionary; a zlib without window reports bad data. */
const withoutDictionary: Readonly<Record<string, InflateRaw>> = {
  "ignores the dictionary": (data) => inflateRawSync(data, { dictionary: new Uint8Array(8) }),
  "throws": () => {
    throw new RangeError("invalid distance too far back");
  },
};

const both = { deflate: [9, 15], lz4: [1, 9] } as const;
const deflate = { deflate: [9, 15] } as const;

for (const [what, inflateRaw] of Object.entries(withoutDictionary)) {
  test(`a runtime whose zlib ${what} has no deflate, and offers or chooses lz4 alone`, (t) => {
    const runtime = compressionOn(inflateRaw);
    t.is(runtime.deflate, undefined);
    t.deepEqual(runnableMethods("compression", both, runtime), { lz4: [1, 9] });
    t.deepEqual(runnableMethods("compression", {}, runtime), {});
    t.throws(() => runnableMethods("compression", deflate, runtime), {
      instanceOf: LocalError,
      message: "compression: expected a method that this runtime can run, found deflate: its zlib ignores dictionaries",
    });
    t.throws(() => implementationOf("deflate", runtime), { instanceOf: LocalError, message: /^compression: deflate has no/ });
  });
}

test("zlib is tried once, when deflate is first asked for", (t) => {
  let calls = 0;
  const runtime = compressionOn((...args) => {
    calls += 1;
    return inflateRawSync(...args);
  });
  t.is(runtime.lz4, nodeCompression.lz4);
  t.is(calls, 0);
  t.is(runtime.deflate, nodeDeflate);
  t.is(runtime.deflate, nodeDeflate);
  t.is(calls, 1);
});

test("a runtime that can run all methods returns an offer itself", (t) => {
  t.is(runnableMethods("compression", both), both);
});
