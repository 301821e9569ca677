/**
 * From a message to the octets of its frame.
 *
 * @module
 */
import type { SenderCompression } from "../compression/index.ts";
import { utf8Octets } from "../layout/compile/text.ts";
import { varSize } from "../schema/varsize.ts";
import { encodeFrame } from "../wire/encoder.ts";
import type { Message, SendOptions } from "./message.ts";

/** A frame that is ready, and how many octets the application gave for it. */
export interface WrittenMessage {
  readonly frame: Uint8Array;
  readonly payload: number;
}

/** Octets in front of a payload by the first octet of the frame: the length as VarSize has it, and the octet of flags. */
const HEAD = Array.from({ length: 256 }, (_, first) => {
  const form = varSize.model.forms.find(({ lead: [least, most] }) => first >= least && first <= most);
  return 1 + (form?.extra ?? 0) / 8 + 1;
});

function plain(message: Message): WrittenMessage {
  const frame = encodeFrame(message);
  return { frame, payload: frame.length - (HEAD[frame[0] as number] as number) };
}

/**
 * The frame of a message, compressed where the policy says so and it becomes shorter.
 *
 * @param sender - of the negotiated method; `undefined` for none
 * @throws {@link LocalError} where the message is none
 */
export function writeMessage(message: Message, options: SendOptions | undefined, sender: SenderCompression | undefined): WrittenMessage {
  if (sender === undefined || options?.compress === false) return plain(message);
  const octets = message.type === "text" ? utf8Octets(message.text) : message.bytes;
  const done = sender.compress(octets, options);
  if (done === undefined) return plain(message);
  return { frame: encodeFrame({ type: message.type, ...done }), payload: octets.length };
}
