/** Messages of RFC 1035, Section 4, with the records of all sections and compressed names. */
import { type Citation, code, counted, flag, octets, repeated, rest, struct, uint } from "../../../reference/layout/index.ts";
import { compressedName } from "./compressed-name.ts";
import { opcode, rcode, recordClass, recordType } from "./registries.ts";

const about = (id: string, title: string, cite: Citation) => ({ id, title, description: `${title}.`, cite, fault: "FORMERR" }) as const;
const doc = (description: string, cite: Citation = "RFC1035, Section 4.1.3") => ({ description, cite });
const header = "RFC1035, Section 4.1.1";

const question = struct(about("whole-question", "Question", "RFC1035, Section 4.1.2"))
  .field("name", compressedName, doc("The name that is asked for."))
  .field("type", code(16, recordType), doc("The kind of record."))
  .field("class", code(16, recordClass), doc("The kind of network."));

const address = struct(about("address", "Address", "RFC1035, Section 3.4.1")).field("address", octets(4), doc("An IPv4 address."));
const nameServer = struct(about("name-server", "Name Server", "RFC1035, Section 3.3.11"))
  .field("server", compressedName, doc("The name of the server."));
const exchange = struct(about("exchange", "Exchange", "RFC1035, Section 3.3.9"))
  .field("preference", uint(16), doc("A lower number is preferred."))
  .field("exchange", compressedName, doc("The host that takes mail."));
const other = struct(about("other-data", "Other Data", "RFC3597, Section 3")).field("data", octets(rest), doc("The data as they are."));

/** A record of the answers, of the authorities or of the further records. */
export const record = struct(about("record", "Resource Record", "RFC1035, Section 4.1.3"))
  .field("name", compressedName, doc("The name that the record is about."))
  .field("type", code(16, recordType), doc("The kind of record."))
  .field("class", code(16, recordClass), doc("The kind of network."))
  .field("ttl", uint(32), { ...doc("How long the record holds."), unit: "s" })
  .length("length", uint(16), {}, doc("The size of the data."))
  .variant("content", "type", { A: address, NS: nameServer, MX: exchange }, doc("The data of the record."), { default: other });

/** A whole message. */
export const wholeMessage = struct(about("whole-message", "DNS Message", "RFC1035, Section 4.1"))
  .field("id", uint(16), doc("Chosen by who asks.", header))
  .field("response", flag(), doc("Whether it is a response.", header))
  .field("opcode", code(4, opcode), doc("The kind of query.", header))
  .field("authoritative", flag(), doc("Whether the server is an authority for the name.", header))
  .field("truncated", flag(), doc("Whether the message was cut.", header))
  .field("recursionDesired", flag(), doc("Whether the server is asked to look further.", header))
  .field("recursionAvailable", flag(), doc("Whether the server looks further.", header))
  .reserved("z", 3, doc("Kept for later.", header))
  .field("rcode", code(4, rcode), doc("How it went.", header))
  .count("questionCount", uint(16), {}, doc("The number of questions.", header))
  .count("answerCount", uint(16), {}, doc("The number of answers.", header))
  .count("authorityCount", uint(16), {}, doc("The number of records that name authorities.", header))
  .count("additionalCount", uint(16), {}, doc("The number of further records.", header))
  .field("questions", repeated(question, counted("questionCount")), doc("What is asked for."))
  .field("answers", repeated(record, counted("answerCount")), doc("The answers."))
  .field("authorities", repeated(record, counted("authorityCount")), doc("Servers that are authorities."))
  .field("additional", repeated(record, counted("additionalCount")), doc("Further records."));
