/**
 * Names the frames in the octets of a session, for each direction.
 *
 * @module
 */
import { websocket2Compression } from "../../../reference/schema/index.ts";
import { type CompressionName, compressionNameOf, readResponseField } from "../../../reference/wire/index.ts";
import { FrameLister } from "../../interop/conformance/exchange/frame-lister.ts";
import { type Octets, parseOctets } from "../../interop/format/octets.ts";
import { replyValue } from "../../interop/handshake-fields.ts";
import type { ShownFields } from "./header-section.ts";

/** A step, as far as its octets and header sections. */
export interface StepOctets {
  readonly headers?: ShownFields;
  readonly feed?: Octets;
  readonly sent?: readonly StepOutput[];
}

/** An output on the stream. */
export interface StepOutput {
  readonly headers?: ShownFields;
  readonly wire?: Octets;
  readonly endStream?: true;
  readonly reset?: string;
}

/** Returns the header section of the response; `undefined` for a session without a response. */
function responseOf(role: string, steps: readonly StepOctets[]): ShownFields | undefined {
  const received = steps.map(({ headers }) => headers);
  const sent = steps.flatMap(({ sent: outputs = [] }) => outputs.map(({ headers }) => headers));
  return (role === "client" ? received : sent).find((fields) => fields?.some(([name]) => name === ":status"));
}

function agreedMethod(response: ShownFields | undefined): CompressionName {
  const value = response?.find(([name]) => name === websocket2Compression.model.id)?.[1];
  const choice = value === undefined ? undefined : readResponseField(websocket2Compression, value);
  return choice?.ok === true ? compressionNameOf(choice.value) : "none";
}

/** The directions of a session: to the endpoint under test, and from it. */
export class SessionFrames {
  readonly #received: FrameLister;
  readonly #sent: FrameLister;
  /** Whether the received content is that of a refusal, not frames. */
  readonly #isRefused: boolean;

  /** @param role - the role of the endpoint under test */
  constructor(role: string, steps: readonly StepOctets[]) {
    const response = responseOf(role, steps);
    const method = agreedMethod(response);
    this.#received = new FrameLister(method);
    this.#sent = new FrameLister(method);
    const status = response?.find(([name]) => name === ":status")?.[1];
    this.#isRefused = role === "client" && status !== undefined && status !== replyValue(":status", "accepted");
  }

  /** Returns received octets in words. */
  received(octets: Octets): string {
    if (this.#isRefused) return `content ${JSON.stringify(new TextDecoder().decode(parseOctets(octets)))}`;
    return this.#received.push(parseOctets(octets)).join("; ");
  }

  /** Returns sent octets in words. */
  sent(octets: Octets): string {
    return this.#sent.push(parseOctets(octets)).join("; ");
  }
}
