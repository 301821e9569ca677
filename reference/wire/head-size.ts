/**
 * The size of the head of a frame.
 *
 * @module
 */
import { varSize } from "../schema/varsize.ts";

/** For each first octet of a frame, the octets before the payload: the VarSize of the length, and the octet of flags. */
const HEAD_SIZES = Array.from({ length: 256 }, (_, first) => {
  const form = varSize.model.forms.find(({ lead: [least, most] }) => first >= least && first <= most);
  return 1 + (form?.extra ?? 0) / 8 + 1;
});

/** Returns the octets of a frame before its payload. @param first - the first octet of the frame */
export function headSize(first: number): number {
  return HEAD_SIZES[first] as number;
}
