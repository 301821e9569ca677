/**
 * Whether the path cuts what is silent.
 *
 * @module
 */
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data } from "../../h2/index.ts";
import { collectReply } from "../testbed/raw-request.ts";
import type { ProbeCheck } from "./probe-check.ts";
import { PROBE_TIMEOUT_MS } from "./probe-target.ts";

const SECOND = 1000;

/** A check that stays silent for a while. @param seconds - how long */
export function idleCheck(seconds: number): ProbeCheck {
  return {
    id: "idle",
    title: "Idle",
    needsProbe: false,
    run: async (subject) => {
      const { peer, stream } = await subject.sendRaw();
      const begin = performance.now();
      const { ended, code } = await collectReply(peer, stream, seconds * SECOND);
      const waited = `${((performance.now() - begin) / SECOND).toFixed(1)} s`;
      if (ended !== undefined) return { is: "poor", seen: `cut after ${waited} of silence: ${ended} ${code ?? ""}`.trimEnd(), problem: "cuts-idle" };
      const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) });
      peer.send(data(stream, ping));
      const { octets } = await collectReply(peer, stream, PROBE_TIMEOUT_MS, (reply) => reply.octets.length >= ping.length);
      if (octets.length >= ping.length) return { is: "good", seen: `alive after ${waited} of silence` };
      return { is: "bad", seen: `after ${waited} of silence no ping is answered`, problem: "cuts-idle" };
    },
  };
}
