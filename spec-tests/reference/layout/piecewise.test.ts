import test from "ava";
import fc from "fast-check";

import { compile, compilePiecewise, counted, LocalError, octets, rest, toHex, uint, utf8 } from "../../../reference/layout/index.ts";
import { comparable, hex } from "../../other-protocols/support.ts";
import { varint } from "../../other-protocols/rfc9000/varint.ts";
import { doc, testRefused, thing } from "./support.ts";

/** A chunk as in RFC 9292: its size as a variable-length integer, then its octets. */
const chunk = thing("chunk")
  .size("size", varint.type({ least: 1, most: 2 ** 40 }), {}, doc)
  .field("data", octets(counted("size")), doc);
const framed = thing("framed")
  .field("name", utf8({ octet: 0 }), doc)
  .length("words", uint(8), { from: "words", unit: 4 }, doc)
  .field("serial", uint(24), doc)
  .field("data", octets(rest, { most: 8 }), doc);

test("reads the same structs from octets in any pieces as from the whole", (t) => {
  const [whole, piecewise] = [compile(chunk), compilePiecewise(chunk, "data")];
  const data = fc.uint8Array({ minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(fc.array(data, { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (all, steps) => {
      const stream = Uint8Array.from(all.flatMap((each) => [...whole.encode({ data: each })]));
      const reader = piecewise.reader();
      const read: string[] = [];
      for (let at = 0, step = 0; at < stream.length; step += 1) {
        const next = at + (steps[step % steps.length] as number);
        for (const piece of reader.push(stream.subarray(at, next))) {
          if ("head" in piece) read.push("");
          else if ("octets" in piece) read.push(`${read.pop() ?? ""}${toHex(piece.octets)}`);
          else t.fail(JSON.stringify(piece.issue));
        }
        at = next;
      }
      t.deepEqual(read, all.map(toHex));
      t.true(reader.isBetween());
    }),
    { seed: 18, numRuns: 60 },
  );
});

test("hands on octets without waiting for the rest, behind a size and behind a length that counts units", (t) => {
  const reader = compilePiecewise(chunk, "data").reader();
  t.deepEqual(comparable(reader.push(hex("c0 000001 000000"))), []);
  t.false(reader.isBetween());
  t.deepEqual(comparable(reader.push(hex("00 aabb"))), [{ head: {}, size: 2 ** 32 }, { octets: { octets: "aabb" }, left: 2 ** 32 - 2 }]);
  const codec = compilePiecewise(framed, "data");
  t.deepEqual(comparable(codec.reader().push(hex("61 00 02 000007 11223344 62"))), [
    { head: { name: "a", serial: 7 }, size: 4 },
    { octets: { octets: "11223344" }, left: 0 },
  ]);
  t.deepEqual(comparable(codec.reader().push(hex("00 01 000007"))), [{ head: { name: "", serial: 7 }, size: 0 }]);
  t.is(toHex(codec.encodeHead({ name: "a", serial: 7 }, 4)), "610002000007");
  t.is(toHex(compilePiecewise(chunk, "data").encodeHead({}, 64)), "4040");
});

test("reports the same issues as the reader of the whole, and reads nothing after one", (t) => {
  for (const text of ["61 00 04 000007 000000000000000000000000", "61 00 00", "ff 00 01 000007"]) {
    const whole = compile(framed).decode(hex(text));
    const reader = compilePiecewise(framed, "data").reader();
    t.deepEqual(reader.push(hex(text)), [{ issue: whole.ok ? undefined : whole.issue }] as never);
    t.deepEqual(reader.push(hex("00")), []);
    t.false(reader.isBetween());
  }
  t.is((compilePiecewise(chunk, "data").reader().push(hex("00"))[0] as { issue: { path: string } }).issue.path, "size");
});

test("refuses to encode a head for a size that the layout does not allow", (t) => {
  const codec = compilePiecewise(framed, "data");
  const message = (size: number) => t.throws(() => codec.encodeHead({ name: "", serial: 0 }, size), { instanceOf: LocalError }).message;
  t.is(message(12), "data: expected 0 to 8 octets, found 12 octets");
  t.is(message(3), "words: cannot count 3 octets; expected whole units");
});

testRefused("piecewise", [
  [
    "a field that is not the last",
    () => compilePiecewise(framed, "serial"),
    "framed.serial: cannot be read in pieces; expected the last field, of octets that are always present",
  ],
  [
    "octets up to the end of the input",
    () => compilePiecewise(thing().field("a", octets(rest), doc), "a"),
    "thing.a: has no size in an earlier field; expected octets with a size, or behind a length",
  ],
  [
    "fields of several sizes behind a length",
    () => compilePiecewise(thing().length("n", uint(8), {}, doc).field("t", utf8({ octet: 0 }), doc).field("a", octets(rest), doc), "a"),
    "thing.a: follows fields of several sizes behind n; expected fields of one size",
  ],
  [
    "a checksum",
    () =>
      compilePiecewise(
        thing()
          .checksum("sum", uint(8), { function: "sum", over: "struct" }, doc)
          .size("n", uint(8), {}, doc)
          .field("a", octets(counted("n")), doc),
        "a",
      ),
    "thing.a: cannot be read in pieces: sum needs the whole struct",
  ],
]);
