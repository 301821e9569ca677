/**
 * The part of `node:zlib` that the explorer uses, by pako. The bundle of the explorer has it in place of the module of Node.js, so
 * that the reference decompressor runs in browsers as it is.
 *
 * @module
 */
import { Deflate, Inflate } from "pako";

/** The values of `finishFlush`, as in zlib. */
export const constants = { Z_SYNC_FLUSH: 2, Z_FINISH: 4 } as const;

interface InflateRawOptions {
  readonly windowBits?: number;
  readonly chunkSize?: number;
  readonly dictionary?: Uint8Array;
  readonly maxOutputLength?: number;
  readonly finishFlush?: number;
}

/** What Node.js returns with `info: true`. */
interface InflateRawResult {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** An error as Node.js throws it. */
class ZlibError extends Error {
  override readonly name = "ZlibError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The results of zlib that mean bad input, with the codes of Node.js. */
const errorCodes: Readonly<Record<number, string>> = { 2: "Z_NEED_DICT", [-3]: "Z_DATA_ERROR", [-5]: "Z_BUF_ERROR" };

/** An inflator that knows how much it has read, and stops at a bound. */
class BoundedInflate extends Inflate {
  /** The chunks of the output. */
  readonly output: Uint8Array[] = [];
  #length = 0;
  #stream: { readonly total_in: number } = { total_in: 0 };
  readonly #most: number;

  constructor(options: ConstructorParameters<typeof Inflate>[0], most: number) {
    super(options);
    this.#most = most;
  }

  /** The octets of input that were read. */
  get bytesRead(): number {
    return this.#stream.total_in;
  }

  override onStart(stream: never): void {
    this.#stream = stream;
  }

  override onData(chunk: Uint8Array<ArrayBuffer>): void {
    this.#length += chunk.length;
    if (this.#length > this.#most) throw new ZlibError("ERR_BUFFER_TOO_LARGE", `Cannot create a Buffer larger than ${this.#most} bytes`);
    this.output.push(chunk.slice());
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const octets = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

/** The option of a dictionary: pako takes none that is empty. */
const dictionaryOption = (dictionary: Uint8Array | undefined): { readonly dictionary?: Uint8Array } =>
  dictionary === undefined || dictionary.length === 0 ? {} : { dictionary };

/** Inflates raw DEFLATE data as `inflateRawSync` of Node.js does. With `info`, it also returns how many octets it has read. */
export function inflateRawSync(data: Uint8Array, options: InflateRawOptions & { readonly info: true }): InflateRawResult;
export function inflateRawSync(data: Uint8Array, options?: InflateRawOptions): Uint8Array;
export function inflateRawSync(
  data: Uint8Array,
  options: InflateRawOptions & { readonly info?: boolean } = {},
): InflateRawResult | Uint8Array {
  const { windowBits = 15, chunkSize = 16384, dictionary, maxOutputLength = Infinity, finishFlush = constants.Z_FINISH } = options;
  const inflate = new BoundedInflate({ raw: true, windowBits, chunkSize, ...dictionaryOption(dictionary) }, maxOutputLength);
  inflate.push(data, finishFlush as never);
  const code = errorCodes[inflate.err];
  if (code !== undefined) throw new ZlibError(code, code === "Z_BUF_ERROR" ? "unexpected end of file" : inflate.msg);
  const buffer = joined(inflate.output);
  return options.info === true ? { buffer, engine: { bytesWritten: inflate.bytesRead } } : buffer;
}

/** Deflates as `deflateRawSync` of Node.js does, without a header. */
export function deflateRawSync(data: Uint8Array, options: InflateRawOptions = {}): Uint8Array {
  const { windowBits = 15, dictionary, finishFlush = constants.Z_FINISH } = options;
  const chunks: Uint8Array[] = [];
  const deflate = new Deflate({ raw: true, windowBits, ...dictionaryOption(dictionary) });
  deflate.onData = (chunk) => void chunks.push(chunk.slice());
  deflate.push(data, finishFlush as never);
  return joined(chunks);
}
