/** The header and the questions of RFC 1035, Sections 4.1.1 and 4.1.2. */
import { code, counted, flag, octets, repeated, rest, struct, uint } from "../../../reference/layout/index.ts";
import { name } from "./name.ts";
import { opcode, rcode, recordClass, recordType } from "./registries.ts";

const header = "RFC1035, Section 4.1.1";
const cite = "RFC1035, Section 4.1.2";

/** One question. */
export const question = struct({ id: "question", title: "Question", description: "What is asked for.", cite, fault: "FORMERR" })
  .field("name", name, { title: "QNAME", description: "The name that is asked for.", cite })
  .field("type", code(16, recordType), { title: "QTYPE", description: "The kind of record.", cite })
  .field("class", code(16, recordClass), { title: "QCLASS", description: "The kind of network.", cite });

/** A message: its header, its questions, and its other sections as octets. */
export const message = struct({
  id: "dns-message",
  title: "DNS Message",
  description: "A query or its response.",
  cite: "RFC1035, Section 4.1",
  fault: "FORMERR",
})
  .field("id", uint(16), { title: "ID", description: "Chosen by who asks, repeated in the response.", cite: header })
  .field("response", flag(), { title: "QR", label: "Q", description: "Whether it is a response.", cite: header })
  .field("opcode", code(4, opcode), { description: "The kind of query.", cite: header })
  .field("authoritative", flag(), {
    title: "AA",
    label: "A",
    description: "Whether the server is an authority for the name.",
    cite: header,
  })
  .field("truncated", flag(), { title: "TC", label: "T", description: "Whether the message was cut.", cite: header })
  .field("recursionDesired", flag(), { title: "RD", label: "D", description: "Whether the server is asked to look further.", cite: header })
  .field("recursionAvailable", flag(), { title: "RA", label: "R", description: "Whether the server looks further.", cite: header })
  .reserved("z", 3, { description: "Kept for later.", cite: header })
  .field("rcode", code(4, rcode), { title: "RCODE", description: "How it went.", cite: header })
  .count("questionCount", uint(16), {}, { title: "QDCOUNT", description: "The number of questions.", cite: header })
  .field("answerCount", uint(16), { title: "ANCOUNT", description: "The number of answers.", cite: header, unit: "items" })
  .field("authorityCount", uint(16), {
    title: "NSCOUNT",
    description: "The number of records that name authorities.",
    cite: header,
    unit: "items",
  })
  .field("additionalCount", uint(16), { title: "ARCOUNT", description: "The number of further records.", cite: header, unit: "items" })
  .field("questions", repeated(question, counted("questionCount")), { description: "What is asked for.", cite })
  .field("records", octets(rest), { description: "Answers, authorities and further records as they are.", cite: "RFC1035, Section 4.1.3" });
