/**
 * From a message to its frame.
 *
 * @module
 */
import type { MessageCompressor } from "../../compression/index.ts";
import { utf8Octets } from "../../layout/compile/text.ts";
import { varSize } from "../../schema/varsize.ts";
import { frameCodec } from "../../wire/frame-codec.ts";
import type { Message, SendOptions } from "./message.ts";
import { frameArena } from "../../bytes/frame-arena.ts";

/** Octets in front of a payload by the first octet of the frame: the length as VarSize has it, and the octet of flags. */
const HEAD_SIZES = Array.from({ length: 256 }, (_, first) => {
  const form = varSize.model.forms.find(({ lead: [least, most] }) => first >= least && first <= most);
  return 1 + (form?.extra ?? 0) / 8 + 1;
});

function writeUncompressed(message: Message): number {
  frameCodec.encodeInto(message, frameArena);
  return frameArena.size + (frameArena.tail?.length ?? 0) - (HEAD_SIZES[frameArena.chunk.octets[frameArena.at] as number] as number);
}

/**
 * Writes the frame of a message into the shared room, compressed where the policy says so and it becomes shorter.
 *
 * @param sender - of the negotiated method; `undefined` for none
 * @returns how many octets the application gave
 * @throws {@link LocalError} where the message is none
 */
export function writeMessage(message: Message, options: SendOptions | undefined, sender: MessageCompressor | undefined): number {
  if (sender === undefined) return writeUncompressed(message);
  const octets = message.type === "text" ? utf8Octets(message.text) : message.bytes;
  const done = sender.compress(octets, options);
  if (done === undefined) return writeUncompressed(message);
  frameCodec.encodeInto({ type: message.type, ...done }, frameArena);
  return octets.length;
}
