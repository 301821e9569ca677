import type * as codec from "../../reference/codec.ts";

/** A vector of frames that any platform can read from JSON. Octets are `{ hex }`. */
export interface PortableCase {
  readonly id: string;
  readonly op: "decode" | "encode";
  readonly compression: codec.CompressionName;
  readonly message: number;
  /** The octets in feeds, as hex. */
  readonly feeds: readonly string[];
  /** The expected frames; absent if the case states none. */
  readonly frames?: readonly unknown[];
  /** Whether the octets may end without a fault, at the end of a frame. */
  readonly complete: boolean;
  /** The permitted error codes; none where no fault is permitted. */
  readonly errors: readonly string[];
  /** Whether the frames encode to the same octets. */
  readonly exact: boolean;
}

/** Bundled with the codec under test: imports nothing at run time. */
const hexOf = (octets: Uint8Array): string => [...octets].map((octet) => octet.toString(16).padStart(2, "0")).join("");

const octetsOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** Returns a frame as JSON, with its fields in the order of their names. */
export const frameText = (frame: object): string =>
  JSON.stringify(
    Object.entries(frame)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, value instanceof Uint8Array ? { hex: hexOf(value) } : value]),
  );

const frameOf = (text: unknown): codec.Frame =>
  Object.fromEntries(
    (JSON.parse(text as string) as [string, unknown][]).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null ? octetsOf((value as { hex: string }).hex) : value,
    ]),
  ) as unknown as codec.Frame;

function decodeProblem({ FrameDecoder, encodeFrame }: typeof codec, each: PortableCase): string | undefined {
  const { compression, message } = each;
  const decoder = new FrameDecoder({ message, compression });
  const all = each.feeds.flatMap((feed): codec.Frame[] => decoder.push(octetsOf(feed)));
  const end = all.findIndex(({ type }) => type === "error");
  const frames = end < 0 ? all : all.slice(0, end + 1);
  const error = end < 0 ? decoder.fault?.code : undefined;
  if (error !== undefined) {
    return each.errors.includes(error) ? undefined : `found ${error}, expected ${each.errors.join(" or ") || "no fault"}`;
  }
  if (!each.complete) return end < 0 && decoder.pending > 0 && each.errors.length === 0 ? undefined : "expected a fault or a prefix";
  if (end < 0 && decoder.pending > 0) return `${decoder.pending} octets left over`;
  const found = frames.map(frameText);
  if (JSON.stringify(found) !== JSON.stringify(each.frames ?? [])) return `found ${found.join(" ")}`;
  if (!each.exact) return undefined;
  const octets = frames.map((frame) => hexOf(encodeFrame(frame))).join("");
  return octets !== each.feeds.join("") ? `encoded as ${octets}` : undefined;
}

function encodeProblem({ FrameEncoder }: typeof codec, { compression, frames = [], feeds }: PortableCase): string | undefined {
  const octets = hexOf(new FrameEncoder({ compression }).encode(...frames.map(frameOf)));
  return octets === feeds.join("") ? undefined : `encoded as ${octets}`;
}

/** Returns a problem for each case that a codec does not pass. */
export function problemsOf(tested: typeof codec, cases: readonly PortableCase[]): string[] {
  return cases.flatMap((each) => {
    const problem = each.op === "encode" ? encodeProblem(tested, each) : decodeProblem(tested, each);
    return problem === undefined ? [] : [`${each.id}: ${problem.slice(0, 200)}`];
  });
}
