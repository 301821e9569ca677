/** The types of values of MQTT 5.0 (OASIS Standard, Section 1.5). */
import { type Citation, continued, counted, octets, struct, utf8, uint } from "../../../reference/layout/index.ts";

/** Returns a struct whose faults are a Malformed Packet. */
export const named = (id: string, title: string, section: string) =>
  struct({ id, title, description: `${title}.`, cite: cite(section), fault: "Malformed Packet" });

/** Returns the documentation of a field. */
export const about = (description: string, section = "1.5") => ({ description, cite: cite(section) });

/** Returns a section of the standard, an anchor. */
export const cite = (section: string): Citation => `#mqtt-${section}`;

/** A Variable Byte Integer: up to four octets of seven bits, the shortest form. */
export const variableByteInteger = continued({
  id: "variable-byte-integer",
  title: "Variable Byte Integer",
  ...about("Up to four octets of seven bits each.", "1.5.5"),
  octets: 4,
  fault: "Malformed Packet",
});

/** A UTF-8 Encoded String: its size and its text, which has no NUL. */
export const text = named("utf8-string", "UTF-8 Encoded String", "1.5.4")
  .size("size", uint(16), {}, about("Octets of the text."))
  .field("text", utf8(counted("size"), { characters: [[0x1, 0x10ffff]] }), about("The text."));

/** Binary Data: its size and its octets. */
export const binary = named("binary-data", "Binary Data", "1.5.6")
  .size("size", uint(16), {}, about("Number of octets."))
  .field("octets", octets(counted("size")), about("The octets."));
