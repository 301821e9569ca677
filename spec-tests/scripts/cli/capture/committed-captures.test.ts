import { readFileSync } from "node:fs";

import test from "ava";

import { toHex } from "../../../../reference/layout/index.ts";
import { type ExpectedStream, messageData } from "../../../../scripts/record/expected-stream.ts";
import { runWs2 } from "../run-ws2.ts";

/** An entry of a stream in JSON. */
interface Entry {
  readonly type: string;
  readonly from: string;
  readonly value?: { readonly type: string; readonly text?: unknown; readonly bytes?: unknown };
  readonly content?: unknown;
  readonly issue?: { readonly code: string };
}

interface Shown {
  readonly connections: readonly { readonly streams: readonly { readonly entries: readonly Entry[] }[] }[];
  readonly problems: readonly unknown[];
}

/** Returns a message in the form of the output: text, or octets in hexadecimal. */
function plain(message: ExpectedStream["messages"][number]): string {
  const value = messageData(message);
  return typeof value === "string" ? value : toHex(value);
}

/** Long runs of one pattern of octets are short in JSON, as in the vectors. */
function unfolded(value: unknown): string {
  if (typeof value === "string") return value;
  const { repeat, count } = value as { readonly repeat: string; readonly count: number };
  return Buffer.from(repeat.repeat(count), "hex").toString();
}

for (const name of ["h2c", "compressed"]) {
  test(`ws2 decode shows the messages of ${name}.pcapng in both directions, and the codes of faults`, async (t) => {
    const expected = JSON.parse(readFileSync(`spec-tests/captures/${name}.json`, "utf8")) as ExpectedStream[];
    const { out } = await runWs2(["decode", "--json", `spec-tests/captures/${name}.pcapng`]);
    const { connections, problems } = JSON.parse(out) as Shown;
    const streams = connections.flatMap((connection) => connection.streams);
    const found = streams.map(({ entries }) => {
      const frames = entries.filter(({ type }) => type === "frame");
      const messages = (from: string) =>
        frames
          .filter((frame) => frame.from === from && (frame.value?.type === "text" || frame.value?.type === "binary"))
          .map(({ value, content }) => unfolded(content ?? value?.text ?? value?.bytes));
      return { client: messages("client"), server: messages("server"), faults: frames.flatMap(({ issue }) => issue?.code ?? []) };
    });
    const wanted = expected.map(({ messages, fault }) => {
      const typed = messages.map(plain);
      return { client: typed, server: typed, faults: fault === undefined ? [] : [fault] };
    });
    t.deepEqual([found, problems], [wanted, []]);
  });
}

test("ws2 decode names tshark for tls-with-secrets.pcapng, without a key log", async (t) => {
  const { code, out } = await runWs2(["decode", "spec-tests/captures/tls-with-secrets.pcapng"]);
  t.is(code, 1);
  t.true(out.includes("TLS: tshark decrypts it with the secrets in the file."), out);
  t.false(out.includes("keylog"), out);
});
