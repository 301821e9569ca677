import test from "ava";
import * as ws from "ws";

import { compile, LocalError, toHex } from "../../../reference/layout/index.ts";
import { comparable, fourWays, hex, prefixes, readAll } from "../support.ts";
import { frame } from "./frame.ts";

const codec = compile(frame);
type Frame = Parameters<typeof codec.encode>[0];

const bits = { fin: true, rsv1: false, rsv2: false, rsv3: false } as const;
const key = hex("37fa213d");

function plainFrame(opcode: Frame["opcode"], payload: Uint8Array, fin = true): Frame {
  return { ...bits, fin, opcode, mask: false, payload };
}

function maskedFrame(opcode: Frame["opcode"], payload: Uint8Array, maskingKey = key): Frame {
  return { ...bits, opcode, mask: true, maskingKey, payload };
}

/** Returns the exclusive or with the key (Section 5.3), because the layout keeps payloads masked. */
const masked = (payload: Uint8Array, by = key): Uint8Array => payload.map((octet, index) => octet ^ (by[index % 4] as number));

const hello = new TextEncoder().encode("Hello");

test("decodes and encodes the examples of Section 5.7", (t) => {
  fourWays(t, codec, [
    ["text", plainFrame("text", hello), "81 05 48 65 6c 6c 6f"],
    ["masked text", maskedFrame("text", masked(hello)), "81 85 37 fa 21 3d 7f 9f 4d 51 58"],
    ["first fragment", plainFrame("text", hello.subarray(0, 3), false), "01 03 48 65 6c"],
    ["last fragment", plainFrame("continuation", hello.subarray(3)), "80 02 6c 6f"],
    ["ping", plainFrame("ping", hello), "89 05 48 65 6c 6c 6f"],
    ["masked pong", maskedFrame("pong", masked(hello)), "8a 85 37 fa 21 3d 7f 9f 4d 51 58"],
    ["256 octets", plainFrame("binary", new Uint8Array(256)), `82 7e 01 00 ${"00".repeat(256)}`],
    ["65536 octets", plainFrame("binary", new Uint8Array(65536)), `82 7f 00 00 00 00 00 01 00 00 ${"00".repeat(65536)}`],
  ]);
});

/** Payload sizes with the octets after the opcode, masked or not. */
const LENGTHS: readonly (readonly [number, string, string])[] = [
  [0, "00", "80"],
  [125, "7d", "fd"],
  [126, "7e007e", "fe007e"],
  [65535, "7effff", "feffff"],
  [65536, "7f0000000000010000", "ff0000000000010000"],
];

test("encodes the payload length in its shortest form on both sides of each boundary", (t) => {
  for (const [size, open, closed] of LENGTHS) {
    const payload = new Uint8Array(size).fill(0x61);
    t.is(toHex(codec.encode(plainFrame("binary", payload)).subarray(0, 1 + open.length / 2)), `82${open}`);
    t.is(toHex(codec.encode(maskedFrame("binary", payload)).subarray(0, 5 + closed.length / 2)), `82${closed}37fa213d`);
  }
});

interface Sender {
  send(data: string | Uint8Array, options: { binary: boolean; compress: boolean; fin: boolean; mask: boolean }): void;
}

/** Returns the octets that the `ws` package writes to its socket. */
function sent(data: string | Uint8Array, binary: boolean, mask: boolean): Buffer {
  const written: Buffer[] = [];
  const socket = {
    cork: () => undefined,
    uncork: () => undefined,
    write: (part: Buffer | string) => written.push(Buffer.from(part as string)),
  };
  const { Sender: Made } = ws as unknown as {
    Sender: new (socket: unknown, extensions: object, generateMask: (to: Buffer) => void) => Sender;
  };
  new Made(socket, {}, (to) => to.set(key)).send(data, { binary, compress: false, fin: true, mask });
  return Buffer.concat(written);
}

test("decodes and encodes the frames that ws writes", (t) => {
  for (const [size] of LENGTHS) {
    const text = "é".repeat(Math.floor(size / 2)) + "x".repeat(size % 2);
    const octets = new TextEncoder().encode(text);
    for (const binary of [false, true]) {
      const name = binary ? "binary" : "text";
      const open = sent(binary ? octets : text, binary, false);
      t.deepEqual(comparable(codec.decode(open)), { ok: true, value: comparable(plainFrame(name, octets)) }, `${name} of ${size} octets`);
      t.is(toHex(codec.encode(plainFrame(name, octets))), toHex(open));

      const closed = sent(binary ? octets : text, binary, true);
      t.deepEqual(
        comparable(codec.decode(closed)),
        { ok: true, value: comparable(maskedFrame(name, masked(octets))) },
        `masked ${name} of ${size} octets`,
      );
      t.is(toHex(codec.encode(maskedFrame(name, masked(octets)))), toHex(closed));
      prefixes(t, codec, closed);
    }
  }
});

test("reads frames that follow each other", (t) => {
  const stream = Buffer.concat([sent("Hi", false, true), sent(new Uint8Array(126), true, false), sent("", false, false)]);
  const { values, sizes } = readAll(codec, stream);
  t.deepEqual(values.map(({ opcode, payload }) => [opcode, payload.length]), [["text", 2], ["binary", 126], ["text", 0]]);
  t.deepEqual(sizes, [8, 130, 2]);
});

test("reports the fault of each malformed header", (t) => {
  const wide = "at most 9007199254740991";
  const cases = [
    ["83 00", { code: "1002", rule: "registered", path: "opcode", octet: 0, bit: 4, found: "3" }],
    [
      "82 7e 00 7d",
      { code: "1002", rule: "shortest", path: "payloadLength", octet: 1, bit: 9, expected: "the shortest form", found: "125 in 23 bits" },
    ],
    [
      "82 7f 00 00 00 00 00 00 ff ff",
      { code: "1002", rule: "shortest", path: "payloadLength", octet: 1, bit: 9, found: "65535 in 71 bits" },
    ],
    [
      "82 7f 00 20 00 00 00 00 00 00",
      { code: "1002", rule: "most", path: "payloadLength", bit: 9, expected: wide, found: "9007199254740992" },
    ],
    ["82 7f ff ff ff ff ff ff ff ff", { code: "1002", rule: "most", path: "payloadLength", expected: wide }],
    ["81 00 00", { code: "1002", rule: "size", path: "websocket-frame", octet: 2, found: "1 octets left over" }],
  ] as const;
  for (const [text, issue] of cases) t.like(codec.decode(hex(text)), { ok: false, issue }, text);
});

test("needs the whole payload of the largest length", (t) => {
  t.deepEqual(codec.decode(hex("82 7f 00 1f ff ff ff ff ff ff")), { ok: false, needs: 2 ** 53 - 1 });
});

test("compares the payload length with the bound before it needs the payload", (t) => {
  t.deepEqual(codec.decode(hex("82 7e 00 7e"), { payload: 126 }), { ok: false, needs: 126 });
  t.deepEqual(codec.decode(hex("82 7e 00 7f"), { payload: 126 }), {
    ok: false,
    issue: { code: "1009", rule: "bound", path: "payloadLength", octet: 1, bit: 9, expected: "at most 126 (payload)", found: "127" },
  });
});

test("needs a masking key only if the mask bit is set", (t) => {
  const without = { ...bits, opcode: "text", mask: true, payload: hello } as const;
  t.like(
    t.throws(() => codec.encode(without), { instanceOf: LocalError }),
    { path: "maskingKey", message: "maskingKey: expected a Uint8Array, found undefined" },
  );
  const beside = { ...without, mask: false, maskingKey: key } as const;
  t.like(
    t.throws(() => codec.encode(beside), { instanceOf: LocalError }),
    { path: "maskingKey", message: "maskingKey: expected nothing, unless mask is true, found Uint8Array" },
  );
});
