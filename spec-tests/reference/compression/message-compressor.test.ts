import test from "ava";

import { compressor, decompressor, defaultCompressionOptions, MessageCompressor } from "../../../reference/compression/index.ts";
import { LocalError } from "../../../reference/layout/errors.ts";
import { MESSAGE, prose, utf8, verdict } from "./support.ts";

test("compresses a message with the chosen method", (t) => {
  const message = prose.slice(0, 1000);
  for (const choice of [{ lz4: 3 }, { deflate: 12 }]) {
    t.deepEqual(new MessageCompressor(choice).compress(message), {
      compression: Object.keys(choice)[0] as "lz4",
      payload: compressor(choice).compress(message) as Uint8Array,
    });
  }
});

test("sends a message below the threshold uncompressed", (t) => {
  const sender = new MessageCompressor({ lz4: 1 }, { threshold: 24 });
  t.is(sender.compress(utf8("ab".repeat(11) + "a")), undefined);
  t.truthy(sender.compress(utf8("ab".repeat(12))));
  t.truthy(sender.compress(utf8("ab".repeat(12) + "a")));
  t.is(new MessageCompressor({ lz4: 1 }).compress(new Uint8Array(defaultCompressionOptions.threshold - 1)), undefined);
  t.truthy(new MessageCompressor({ lz4: 1 }).compress(new Uint8Array(defaultCompressionOptions.threshold)));
});

test("never compresses an empty message", (t) => {
  for (const choice of [{ lz4: 1 }, { deflate: 9 }]) {
    t.is(new MessageCompressor(choice, { threshold: 0 }).compress(new Uint8Array(0)), undefined);
  }
});

test("sends a secret uncompressed and keeps it out of the context", (t) => {
  const sender = new MessageCompressor({ deflate: 12 });
  const receiver = decompressor({ deflate: 12 }, { message: MESSAGE });
  const [first, secret] = [prose.slice(0, 500), prose.slice(1000, 1500)];
  t.deepEqual(verdict(receiver.decompress(sender.compress(first)?.payload as Uint8Array)), first);
  t.is(sender.compress(secret, { compress: false }), undefined);
  const guess = sender.compress(secret, { compress: true })?.payload as Uint8Array;
  t.deepEqual(verdict(receiver.decompress(guess)), secret);
  const alone = new MessageCompressor({ deflate: 12 });
  alone.compress(first);
  t.deepEqual(alone.compress(secret)?.payload, guess);
});

const wrong: readonly (readonly [title: string, choice: object])[] = [
  ["no method", {}],
  ["two methods", { lz4: 1, deflate: 12 }],
  ["level 0", { lz4: 0 }],
  ["level 10", { lz4: 10 }],
  ["8 window bits", { deflate: 8 }],
  ["16 window bits", { deflate: 16 }],
  ["half a bit", { deflate: 9.5 }],
];

for (const [title, choice] of wrong) {
  test(`rejects a choice of ${title}`, (t) => {
    t.throws(() => compressor(choice), { instanceOf: LocalError });
    t.throws(() => decompressor(choice, { message: MESSAGE }), { instanceOf: LocalError });
    t.throws(() => new MessageCompressor(choice), { instanceOf: LocalError });
  });
}

test("rejects a limit or threshold that is not a number of octets", (t) => {
  for (const message of [-1, 0.5, Number.NaN]) {
    t.throws(() => decompressor({ lz4: 1 }, { message }), { instanceOf: LocalError, message: /^message: expected/ });
  }
  for (const threshold of [-1, Number.NaN]) {
    t.throws(() => new MessageCompressor({ lz4: 1 }, { threshold }), { instanceOf: LocalError, message: /^threshold: expected/ });
  }
});
