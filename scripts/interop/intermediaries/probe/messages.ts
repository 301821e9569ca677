/**
 * What the path does to messages. Needs a server that answers probes.
 *
 * @module
 */
import { randomUUID } from "node:crypto";

import type { Connection } from "../../../../reference/http2/index.ts";
import { median } from "../../../common/statistics.ts";
import { data, reset } from "../../h2/index.ts";
import { collectReply } from "../testbed/raw-request.ts";
import { rounded } from "../checks/path-check.ts";
import { delay, withTimeout } from "../../../common/waiting.ts";
import type { ProbeCheck, ProbeFinding } from "./probe-check.ts";
import { askServer, nextAnswer, PROBE_TIMEOUT_MS, type ProbeTarget } from "./probe-target.ts";

const ROUNDS = 5;
/** Below this, in ms, a message counts as handed on at once, after what a ping takes. */
const PROMPT_MS = 100;
const MIB = 1024 * 1024;
const CHUNK_OCTETS = 256 * 1024;
/** More than one buffer of a proxy, and not a whole number of them. */
const UNALIGNED_OCTETS = 6000;

/** Nothing more comes behind it. */
const whenClosed = ({ closed }: Connection): Promise<undefined> => closed.then(() => undefined);

/** Sends octets and waits for the word that they have come. */
async function uploadTime(connection: Connection, octets: number): Promise<number> {
  const begin = performance.now();
  const answer = nextAnswer(connection);
  connection.send(new Uint8Array(octets));
  return (await Promise.race([answer, whenClosed(connection)])) === undefined ? Infinity : performance.now() - begin;
}

/** Asks for octets and waits for them. */
async function downloadTime(connection: Connection, octets: number): Promise<number> {
  const begin = performance.now();
  const came = new Promise<true>((resolve) => {
    connection.onmessage = (data) => {
      if (typeof data !== "string" && data.length === octets) resolve(true);
    };
  });
  connection.send(JSON.stringify({ ask: "send", octets }));
  return (await withTimeout(Promise.race([came, whenClosed(connection)]), PROBE_TIMEOUT_MS)) === undefined ? Infinity : performance.now() - begin;
}

function deliveryCheck(id: string, title: string, once: typeof uploadTime): ProbeCheck {
  return {
    id,
    title,
    needsProbe: true,
    run: async (subject): Promise<ProbeFinding> => {
      const connection = await subject.connect({ confirm: true });
      const roundTrip = connection.statistics().roundTrip ?? 0;
      const small: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await delay(20);
        small.push(await once(connection, 1));
      }
      const odd = await once(connection, UNALIGNED_OCTETS);
      const large = odd === Infinity ? Infinity : await once(connection, MIB);
      connection.close();
      const one = median(small);
      if (one === Infinity) return { is: "bad", seen: "a message of 1 octet does not arrive", problem: "buffers" };
      if (odd === Infinity) return { is: "bad", seen: `1 octet ${rounded(one)} ms; a message of ${UNALIGNED_OCTETS} octets does not arrive`, problem: "holds-ends" };
      const seen = `1 octet ${rounded(one)} ms, ${UNALIGNED_OCTETS} octets ${rounded(odd)} ms, 1 MiB ${large === Infinity ? "not at all" : `${rounded(large)} ms`}, each with its answer`;
      if (large === Infinity) return { is: "bad", seen, problem: "caps-uploads" };
      return one <= roundTrip + PROMPT_MS ? { is: "good", seen } : { is: "poor", seen, problem: "delays" };
    },
  };
}

/** Whether 4 MiB go up on one connection. */
const uploadCheck: ProbeCheck = {
  id: "upload",
  title: "Upload",
  needsProbe: true,
  run: async (subject) => {
    const connection = await subject.connect();
    let sent = 0;
    while (sent < 4 * MIB && (await uploadTime(connection, CHUNK_OCTETS)) !== Infinity) sent += CHUNK_OCTETS;
    connection.close();
    if (sent === 4 * MIB) return { is: "good", seen: "4 MiB went up on one connection" };
    return { is: "bad", seen: `${sent} octets went up, then no more`, problem: "caps-uploads" };
  },
};

/** How the server's octets are cut. */
const dataFramesCheck: ProbeCheck = {
  id: "data",
  title: "DATA frames",
  needsProbe: true,
  run: async (subject) => {
    const { peer, stream } = await subject.sendRaw();
    const text = JSON.stringify({ ask: "send", octets: MIB });
    peer.send(data(stream, Buffer.concat([Uint8Array.of(1 + text.length, 0), Buffer.from(text)])));
    const { dataSizes: sizes, octets } = await collectReply(peer, stream, PROBE_TIMEOUT_MS, (reply) => reply.octets.length >= MIB);
    return { is: "fact", seen: `${octets.length} octets came in ${sizes.length} DATA frames of ${Math.min(...sizes)} to ${Math.max(...sizes)} octets` };
  },
};

/** What the server is told when the client's stream ends out of order. */
async function endSeenByServer(subject: ProbeTarget, end: (exchange: Awaited<ReturnType<ProbeTarget["sendRaw"]>>) => void): Promise<string> {
  const name = randomUUID();
  const exchange = await subject.sendRaw({ target: subject.targetNamed(name) });
  end(exchange);
  await delay(300);
  const connection = await subject.connect();
  const answer = await askServer(connection, { ask: "end", name });
  connection.close();
  return answer !== undefined && "end" in answer ? answer.end : "unknown";
}

const streamEndsCheck: ProbeCheck = {
  id: "ends",
  title: "Ends of streams",
  needsProbe: true,
  run: async (subject) => {
    const ended = await endSeenByServer(subject, ({ peer, stream }) => peer.send(data(stream, new Uint8Array(0), { endStream: true })));
    const cancelled = await endSeenByServer(subject, ({ peer, stream }) => peer.send(reset(stream, "CANCEL")));
    return { is: "fact", seen: `END_STREAM of the client reaches the server as: ${ended}; RST_STREAM(CANCEL) as: ${cancelled}` };
  },
};

/** Whether a close is clean behind 1 MiB. */
const closeCheck: ProbeCheck = {
  id: "closes",
  title: "Closes",
  needsProbe: true,
  run: async (subject) => {
    const connection = await subject.connect();
    connection.onmessage = () => undefined;
    connection.send(new Uint8Array(MIB / 2));
    connection.close(1000);
    const report = await withTimeout(connection.closed, PROBE_TIMEOUT_MS);
    const clean = report?.wasClean === true;
    return { is: clean ? "good" : "bad", seen: clean ? "cleanly, behind what was sent before" : `not cleanly: ${report?.code ?? "no end"} ${report?.seen ?? ""}`.trimEnd() };
  },
};

/** The checks. */
export const messageChecks: readonly ProbeCheck[] = [deliveryCheck("up", "Messages up", uploadTime), deliveryCheck("down", "Messages down", downloadTime), uploadCheck, dataFramesCheck, streamEndsCheck, closeCheck];
