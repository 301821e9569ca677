/**
 * What applications send to each other.
 *
 * @module
 */

/** A message as it is handed over: whole, decompressed, and if it is text, valid. */
export type Message = { readonly type: "text"; readonly text: string } | { readonly type: "binary"; readonly bytes: Uint8Array };

/** Octets of a message, a text counted by its UTF-16 code units. */
export function messageSize(message: Message): number {
  return message.type === "text" ? message.text.length : message.bytes.length;
}

/** How one message is sent. */
export interface SendOptions {
  /**
   * `false` sends the message uncompressed and keeps it out of every context: for secrets, and for what mixes them with the words
   * of others. Unless given, the policy of the connection decides.
   */
  readonly compress?: boolean;
}
