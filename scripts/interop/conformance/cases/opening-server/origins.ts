/**
 * Origins that nobody has configured at a server under test.
 *
 * @module
 */
import type { Case } from "../../case.ts";
import { valueOf } from "../../fields.ts";
import { fail } from "../../finding.ts";
import { ask, checkRefusal, none } from "./reply.ts";

/** Cases of origins. */
export const originCases: readonly Case[] = [
  {
    id: "opening/preflight",
    says: "Does not allow a CORS preflight of an origin that nobody configured.",
    requirements: ["R-022"],
    role: "server",
    run: async (lab) => {
      const { fields } = await ask(lab, lab.request({ ":method": "OPTIONS", "content-type": null, "websocket2-version": null }, [["origin", "https://conformance.invalid"], ["access-control-request-method", "POST"]]));
      const allowed = valueOf(fields, "access-control-allow-origin");
      if (allowed === "*" || allowed === "https://conformance.invalid") fail(`expected no access-control-allow-origin for https://conformance.invalid, found ${allowed}`);
    },
  },
  {
    id: "opening/foreign-origin",
    says: "Refuses an origin that nobody configured.",
    requirements: ["R-025"],
    role: "server",
    run: async (lab) => {
      const fields = lab.request();
      const own = `https://${valueOf(fields, ":authority") ?? ""}`;
      for (const origin of ["https://conformance.invalid", own]) await checkRefusal(lab, await ask(lab, lab.request({}, [["origin", origin]]), none), "403", "rejected");
    },
  },
];
