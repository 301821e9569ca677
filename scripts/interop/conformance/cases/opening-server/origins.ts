/**
 * Origins that nobody has configured at a server under test.
 *
 * @module
 */
import type { ConformanceCase } from "../../conformance-case.ts";
import { fieldValue } from "../../../h2/change-fields.ts";
import { fail } from "../../case-failure.ts";
import { sendHandshake, checkRefusal, noContent } from "./reply.ts";

/** Cases of origins. */
export const originCases: readonly ConformanceCase[] = [
  {
    id: "opening/preflight",
    summary: "Does not allow a CORS preflight of an origin that nobody configured.",
    requirements: ["R-022"],
    role: "server",
    run: async (lab) => {
      const { fields } = await sendHandshake(lab, lab.requestFields({ ":method": "OPTIONS", "content-type": null, "websocket2-version": null }, [["origin", "https://conformance.invalid"], ["access-control-request-method", "POST"]]));
      const allowed = fieldValue(fields, "access-control-allow-origin");
      if (allowed === "*" || allowed === "https://conformance.invalid") fail(`expected no access-control-allow-origin for https://conformance.invalid, found ${allowed}`);
    },
  },
  {
    id: "opening/foreign-origin",
    summary: "Refuses an origin that nobody configured.",
    requirements: ["R-025"],
    role: "server",
    run: async (lab) => {
      const fields = lab.requestFields();
      const own = `https://${fieldValue(fields, ":authority") ?? ""}`;
      for (const origin of ["https://conformance.invalid", own]) await checkRefusal(lab, await sendHandshake(lab, lab.requestFields({}, [["origin", origin]]), noContent), "403", "rejected");
    },
  },
];
