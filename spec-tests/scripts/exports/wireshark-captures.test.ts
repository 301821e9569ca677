import { readFileSync, statSync } from "node:fs";

import test, { type ExecutionContext } from "ava";

import { fromHex, plainOctets, toHex, toPlain } from "../../../reference/layout/index.ts";
import { type CompressionName, type Frame, FrameDecoder } from "../../../reference/wire/index.ts";
import type { ExpectedStream, TypedMessage } from "../../../scripts/record/expected-stream.ts";
import { isFault, shownFrame, sorted, vectorFrame } from "./shown-frame.ts";
import type { Shown, ShownField } from "./tshark.ts";
import { inTwoPasses, shown, withTshark } from "./wireshark-setup.ts";

const CAPTURES = ["h2c", "tls-with-secrets", "compressed"] as const;
type CaptureName = (typeof CAPTURES)[number];

const MOST_OCTETS = 172_000;
const SERVER_PORTS = new Set([8080, 443]);
/** The limit that the server of `h2c` announces. */
const ANNOUNCED_LIMIT = 131_072;

const readCapture = (name: CaptureName): Uint8Array => readFileSync(`spec-tests/captures/${name}.pcapng`);
const readExpected = (name: CaptureName): ExpectedStream[] =>
  JSON.parse(readFileSync(`spec-tests/captures/${name}.json`, "utf8")) as ExpectedStream[];

/** What one end of a stream sent. */
interface SentFrames {
  readonly frames: readonly string[];
  readonly fault: string | undefined;
}

/** Decodes the content of the DATA frames of one end by the reference. */
function decoded(data: Shown["data"], name: CaptureName, fromServer: boolean, stream: ExpectedStream): SentFrames {
  const compression = (name === "compressed" ? stream.name : "none") as CompressionName;
  const limit = name === "h2c" && !fromServer ? { message: ANNOUNCED_LIMIT } : {};
  const decoder = new FrameDecoder<CompressionName>({ compression, ...limit });
  const frames: Frame[] = data.flatMap(({ hex }) => decoder.push(fromHex(hex)) as Frame[]);
  const last = frames.findIndex(({ type }) => type === "error");
  const counted = last < 0 ? frames : frames.slice(0, last + 1);
  const plain = counted.map((frame) => toPlain(frame) as Readonly<Record<string, unknown>>);
  return { frames: plain.map((frame) => sorted(vectorFrame(frame))), fault: last < 0 ? decoder.fault?.code : undefined };
}

const contentOf = (fields: readonly ShownField[]): string | undefined =>
  fields.find(({ name }) => name === "websocket2.text.text" || name === "websocket2.binary.bytes")?.value;

const isComplete = (fields: readonly ShownField[]): boolean =>
  fields.some(({ name }) => name === "websocket2.type") && !fields.some(isFault);

function typedHex(message: TypedMessage): string {
  if ("bytes" in message) return toHex(plainOctets(message.bytes));
  return typeof message.text === "string" ? toHex(Buffer.from(message.text, "utf8")) : toHex(plainOctets(message.text));
}

function checkCapture(t: ExecutionContext, name: CaptureName, { items, data }: Shown): void {
  for (const [index, stream] of readExpected(name).entries()) {
    for (const fromServer of [false, true]) {
      const isOwn = (each: { readonly port: number; readonly stream: number }): boolean =>
        each.stream === 2 * index + 1 && SERVER_PORTS.has(each.port) === fromServer;
      const fields = items.filter(isOwn).map((item) => item.fields);
      const label = `${name}/${stream.name} of the ${fromServer ? "server" : "client"}`;
      const own = decoded(data.filter(isOwn), name, fromServer, stream);
      const frames = fields.filter(isComplete).map((each) => sorted(shownFrame(each, false)));
      const [fault] = fields.flat().filter(isFault).map(({ show }) => show);
      t.deepEqual({ frames, fault }, own, label);
      t.is(fault, fromServer ? undefined : stream.fault, label);
      const contents = fields.filter(isComplete).map(contentOf).filter((content) => content !== undefined);
      t.deepEqual(contents, stream.messages.map(typedHex), label);
    }
  }
}

for (const name of CAPTURES) {
  withTshark(`${name}.pcapng: frames and faults as the reference decodes them, and the messages that were typed`, async (t) => {
    checkCapture(t, name, await shown(readCapture(name)));
  });

  inTwoPasses(`${name}.pcapng: the same in a second pass`, async (t) => {
    checkCapture(t, name, await shown(readCapture(name), "-2", "-Y", "websocket2 || http2"));
  });

  test(`${name}.pcapng names no host, and is small`, (t) => {
    const file = readCapture(name);
    t.true(statSync(`spec-tests/captures/${name}.pcapng`).size <= MOST_OCTETS);
    // The section header and the interface have no options.
    t.is(Buffer.from(file).readUInt32LE(4), 28);
    t.is(Buffer.from(file).readUInt32LE(28 + 4), 20);
  });
}
