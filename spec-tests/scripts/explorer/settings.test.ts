import test from "ava";

import { UsageError } from "../../../scripts/common/usage-error.ts";
import { readFragment, writeFragment } from "../../../scripts/explorer/view/settings.ts";
import { data } from "./explorer-cases.ts";

const usual = { type: "frame", method: "none", parameter: 0, limit: 16777216, role: "" };

test("settings stand in the fragment, and those that are absent have their defaults", (t) => {
  t.deepEqual(readFragment("#hex=0300c328&compression=lz4&limit=65536&role=client", data), {
    text: "0300c328",
    settings: { type: "frame", method: "lz4", parameter: 9, limit: 65536, role: "client" },
  });
  t.deepEqual(readFragment("#hex=fe2c01&type=varsize", data), { text: "fe2c01", settings: { ...usual, type: "varsize" } });
  t.deepEqual(readFragment("", data), { text: undefined, settings: usual });
});

test("a fragment is written without defaults, and without octets that make it too long", (t) => {
  const octets = Uint8Array.of(3, 0, 0x48, 0x69);
  t.is(writeFragment(usual, octets, data), "#hex=03004869");
  const settings = { type: "frame", method: "deflate", parameter: 12, limit: 1024, role: "server" };
  const fragment = writeFragment(settings, octets, data);
  t.is(fragment, "#hex=03004869&compression=deflate=12&limit=1024&role=server");
  t.deepEqual(readFragment(fragment, data), { text: "03004869", settings });
  t.is(writeFragment({ ...usual, limit: 1024 }, new Uint8Array(5000), data), "#limit=1024");
});

const mistakes: Readonly<Record<string, string>> = {
  "compression=zstd": 'compression: expected one of none, lz4, deflate, found "zstd"',
  "compression=deflate=16": "compression: expected a parameter from 9 to 15 for deflate, found 16",
  "limit=-1": 'limit: expected a whole number of octets up to 4294967295, found "-1"',
  "limit=": 'limit: expected a whole number of octets up to 4294967295, found ""',
  "role=proxy": 'role: expected one of , client, server, found "proxy"',
  "type=ping": 'type: expected one of frame, varsize, found "ping"',
};

for (const [fragment, message] of Object.entries(mistakes)) {
  test(`refuses #${fragment}`, (t) => {
    t.is(t.throws(() => readFragment(`#hex=00&${fragment}`, data), { instanceOf: UsageError }).message, message);
  });
}

test("every example can be opened, and the first one has no fault", (t) => {
  for (const { fragment } of data.examples) t.notThrows(() => readFragment(`#${fragment}`, data));
  t.true(data.examples.length > 5);
});
