import { readFileSync } from "node:fs";

import test from "ava";

import type { CompressionOffer } from "../../../../reference/schema/headers/index.ts";
import { checkReply, checkRequest, type FieldLines } from "../../../../reference/wire/handshake/index.ts";
import { policyOfConfig, type VectorServerConfig } from "../../../../scripts/interop/format/server-policy.ts";

interface Case {
  readonly id: string;
  readonly fields: FieldLines;
  readonly endStream?: boolean;
  readonly check?: string;
  readonly outcome?: unknown;
}

interface ServerConfig extends VectorServerConfig {
  readonly role: "server";
}

interface ClientConfig {
  readonly role: "client";
  readonly offer?: CompressionOffer;
  readonly protocols?: readonly string[];
  readonly requireProtocol?: boolean;
}

interface Negotiation {
  readonly compression: unknown;
  readonly protocol: string | null;
  readonly messageLimit?: number | undefined;
}

interface Suite {
  readonly groups: readonly { readonly config: ServerConfig | ClientConfig; readonly cases: readonly Case[] }[];
}

const suite = JSON.parse(readFileSync(new URL("../../../vectors/hand/handshake.json", import.meta.url), "utf8")) as Suite;

function okay({ compression, protocol, messageLimit }: Negotiation): object {
  return { error: "okay", status: 200, compression, protocol, ...(messageLimit === undefined ? {} : { limit: messageLimit }) };
}

function verdict(config: ServerConfig | ClientConfig, { fields, endStream = false }: Case): object {
  if (config.role === "client") {
    const result = checkReply(fields, { ...config, endStream });
    if (!result.ok) return { check: result.check };
    return { outcome: okay(result) };
  }
  const result = checkRequest(fields, { endStream, policy: policyOfConfig(config) });
  if (!result.ok) return { outcome: { error: result.token, status: result.status, compression: null, protocol: null } };
  return { outcome: okay({ ...result, messageLimit: result.request.messageLimit }) };
}

for (const { config, cases } of suite.groups) {
  for (const each of cases) {
    test(`answers as in the vector ${each.id}`, (t) => {
      const { check, outcome } = each;
      t.deepEqual(verdict(config, each), check === undefined ? { outcome } : { check });
    });
  }
}

test("has both roles in the suite, each with many cases", (t) => {
  const count = (role: string) => suite.groups.filter((group) => group.config.role === role).flatMap((group) => group.cases).length;
  t.true(count("server") >= 60);
  t.true(count("client") >= 40);
});
