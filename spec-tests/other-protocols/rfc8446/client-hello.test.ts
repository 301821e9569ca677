import test from "ava";

import { compile, toHex } from "../../../reference/layout/index.ts";
import { comparable, hex, prefixes } from "../support.ts";
import { record } from "./client-hello.ts";

/** What `openssl s_client -servername example.org -alpn h2,http/1.1 -tls1_3` of OpenSSL 3.0.19 sends first. */
const captured = hex(
  "1603010102010000fe03030692fdb9db1d2f764a1990654b12c4598e23cae1e7866e10d7b2d2feb23ee6e9203874ca20adf3a0f7e726e0545cd857cf586ffa" +
    "3aca656162e1b4b08f453e8a86000813021303130100ff010000ad00000010000e00000b6578616d706c652e6f7267000b000403000102000a00160014001d" +
    "0017001e0019001801000101010201030104002300000010000e000c02683208687474702f312e310016000000170000000d001e001c040305030603080708" +
    "080809080a080b080408050806040105010601002b0003020304002d00020101003300260024001d0020f345b56fd01006dd7c1c17b81ceb437f80e1a83cbf" +
    "3c070d8d6425a0e9827f63",
);
const codec = compile(record);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(comparable(value)));

test("decodes the ClientHello of OpenSSL, and encodes it to the same octets", (t) => {
  const result = codec.decode(captured);
  if (!result.ok) return t.fail(JSON.stringify(result.issue ?? result.needs));
  const { hello } = result.value;
  t.deepEqual(hello.cipherSuites, ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256", 0xff]);
  const key = { octets: toHex(captured.subarray(-32)) };
  t.deepEqual(plain(hello.extensions), [
    { type: "server_name", names: ["example.org"] },
    { type: 11, data: { octets: "03000102" } },
    { type: "supported_groups", groups: ["x25519", "secp256r1", 30, 25, 24, 256, 257, 258, 259, 260] },
    { type: "session_ticket", data: { octets: "" } },
    { type: "application_layer_protocol_negotiation", protocols: ["h2", "http/1.1"] },
    { type: "encrypt_then_mac", data: { octets: "" } },
    { type: 23, data: { octets: "" } },
    {
      type: "signature_algorithms",
      schemes: [0x403, 0x503, 0x603, 0x807, 0x808, 0x809, 0x80a, 0x80b, 0x804, 0x805, 0x806, 0x401, 0x501, 0x601],
    },
    { type: "supported_versions", versions: [0x304] },
    { type: "psk_key_exchange_modes", modes: [1] },
    { type: "key_share", shares: [{ group: "x25519", key }] },
  ]);
  t.is(toHex(codec.encode(result.value)), toHex(captured));
});

test("needs the rest of a ClientHello that has not arrived", (t) => {
  prefixes(t, codec, captured);
});

test("refuses lists that do not end where their extension or the message does", (t) => {
  const changed = (at: number, octet: number): unknown => {
    const octets = Uint8Array.from(captured);
    octets[at] = octet;
    const result = codec.decode(octets);
    return result.ok ? "accepted" : [result.issue?.path, result.issue?.expected, result.issue?.found];
  };
  const names = toHex(captured).indexOf("000e00000b6578") / 2;
  t.deepEqual(changed(names + 1, 0x0d), ["hello.extensions.0.names.0", "as many octets", "10 octets"]);
  t.deepEqual(changed(names + 1, 0x0f), ["hello.extensions.0.listLength", "a length within the octets around it", "15 octets"]);
  t.deepEqual(changed(9, 0x02), ["hello.legacyVersion", "0x0303", "0x0203"]);
});
