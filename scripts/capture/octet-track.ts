/**
 * The octets of one direction, with the packet of each, and the gaps between them. Pieces are views of the file.
 *
 * @module
 */

/** Octets of one packet. */
export interface TrackPiece {
  /** The offset of its first octet in the direction. */
  readonly at: number;
  readonly octets: Uint8Array;
  readonly packet: number;
}

/** Octets that the capture does not have. */
export interface TrackGap {
  /** The offset of its first octet in the direction. */
  readonly at: number;
  /** In octets; 1 for an unknown number. */
  readonly length: number;
  /** Set if the number of octets is not known. */
  readonly unknown?: true;
  /** The packet at which the gap shows: the one behind it, or one that is cut. */
  readonly packet: number;
  /** Whether the packet was cut when it was captured; otherwise no captured packet has the octets. */
  readonly cut: boolean;
}

/** Returns the index of the last element at or before an offset, or -1. */
function lastBefore(list: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The octets of one direction. */
export class OctetTrack {
  readonly #pieces: TrackPiece[] = [];
  readonly #gaps: TrackGap[] = [];
  /** The offset behind the last octet. */
  length = 0;

  get gaps(): readonly TrackGap[] {
    return this.#gaps;
  }

  get pieces(): readonly TrackPiece[] {
    return this.#pieces;
  }

  /** Adds octets at the end. */
  add(octets: Uint8Array, packet: number): void {
    if (octets.length === 0) return;
    this.#pieces.push({ at: this.length, octets, packet });
    this.length += octets.length;
  }

  /** Adds a gap at the end. */
  addGap(gap: Omit<TrackGap, "at">): void {
    if (gap.length <= 0) return;
    this.#gaps.push({ ...gap, at: this.length });
    this.length += gap.length;
  }

  /** Returns the packet of an octet; of one in a gap, the packet at which the gap shows. */
  packetAt(at: number): number {
    const piece = this.#pieces[lastBefore(this.#pieces, at)];
    const gap = this.#gaps[lastBefore(this.#gaps, at)];
    const isInGap = gap !== undefined && at < gap.at + gap.length && (piece === undefined || gap.at > piece.at);
    return (isInGap ? gap.packet : piece?.packet) ?? this.#pieces[0]?.packet ?? 0;
  }

  /** Returns the first gap that ends behind an offset. */
  gapFrom(at: number): TrackGap | undefined {
    const before = this.#gaps[lastBefore(this.#gaps, at)];
    if (before !== undefined && before.at + before.length > at) return before;
    return this.#gaps[lastBefore(this.#gaps, at) + 1];
  }

  /** Returns the offset of the next gap at or behind an offset, or of the end. */
  runEnd(at: number): number {
    return Math.max(at, Math.min(this.length, this.gapFrom(at)?.at ?? this.length));
  }

  /** Returns the pieces of a range, cut to it; gaps are left out. */
  slices(from: number, to: number): TrackPiece[] {
    const found: TrackPiece[] = [];
    for (let index = Math.max(0, lastBefore(this.#pieces, from)); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index] as TrackPiece;
      if (piece.at >= to) break;
      const [first, last] = [Math.max(from, piece.at), Math.min(to, piece.at + piece.octets.length)];
      if (last > first) found.push({ ...piece, at: first, octets: piece.octets.subarray(first - piece.at, last - piece.at) });
    }
    return found;
  }

  /** Returns some octets, or `undefined` if the direction ends before them or a gap is among them. */
  read(at: number, length: number): Uint8Array | undefined {
    if (at + length > this.length || this.runEnd(at) < at + length) return undefined;
    const slices = this.slices(at, at + length);
    const [only] = slices;
    if (only !== undefined && slices.length === 1) return only.octets;
    return Buffer.concat(slices.map(({ octets }) => octets));
  }

  /** Appends a range of another direction, its gaps included. */
  append(other: OctetTrack, from: number, to: number): void {
    let at = from;
    for (const { at: first, octets, packet } of other.slices(from, to)) {
      this.#appendGaps(other, at, first);
      this.add(octets, packet);
      at = first + octets.length;
    }
    this.#appendGaps(other, at, to);
  }

  #appendGaps(other: OctetTrack, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const gap = other.gapFrom(at);
      if (gap === undefined) return;
      const end = Math.min(to, gap.at + gap.length);
      this.addGap({ ...gap, length: end - at });
      at = end;
    }
  }
}
