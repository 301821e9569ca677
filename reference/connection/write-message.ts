/**
 * From a message to its frame.
 *
 * @module
 */
import type { SenderCompression } from "../compression/index.ts";
import { utf8Octets } from "../layout/compile/text.ts";
import { varSize } from "../schema/varsize.ts";
import { frameCodec } from "../wire/frame-codec.ts";
import type { Message, SendOptions } from "./message.ts";
import { room } from "./slab.ts";

/** Octets in front of a payload by the first octet of the frame: the length as VarSize has it, and the octet of flags. */
const HEAD = Array.from({ length: 256 }, (_, first) => {
  const form = varSize.model.forms.find(({ lead: [least, most] }) => first >= least && first <= most);
  return 1 + (form?.extra ?? 0) / 8 + 1;
});

function plain(message: Message): number {
  frameCodec.encodeInto(message, room);
  return room.size + (room.tail?.length ?? 0) - (HEAD[room.slab.octets[room.at] as number] as number);
}

/**
 * Writes the frame of a message into the shared room, compressed where the policy says so and it becomes shorter.
 *
 * @param sender - of the negotiated method; `undefined` for none
 * @returns how many octets the application gave
 * @throws {@link LocalError} where the message is none
 */
export function writeMessage(message: Message, options: SendOptions | undefined, sender: SenderCompression | undefined): number {
  if (sender === undefined) return plain(message);
  const octets = message.type === "text" ? utf8Octets(message.text) : message.bytes;
  const done = sender.compress(octets, options);
  if (done === undefined) return plain(message);
  frameCodec.encodeInto({ type: message.type, ...done }, room);
  return octets.length;
}
