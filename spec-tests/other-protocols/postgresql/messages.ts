/** Messages of PostgreSQL's protocol 3.0, as its documentation describes them (Section 54.7, "Message Formats"). */
import { ascii, bare, counted, octets, repeated, rest, struct, uint, utf8 } from "../../../reference/layout/index.ts";

const cite = "#message-formats";

const named = (id: string, title: string, description: string) => struct({ id, title, description, cite, fault: "08P01" });

/** A parameter of the start-up message. */
export const parameter = named("parameter", "Parameter", "The name and the value of a run-time parameter.")
  .field("name", ascii({ octet: 0 }, { least: 1 }), { description: "Its name.", cite })
  .field("value", utf8({ octet: 0 }), { description: "Its value.", cite });

/** The first message of a client, which has no type. */
export const startup = named("startup-message", "StartupMessage", "Opens a session.")
  .length("length", uint(32), { from: "length" }, { description: "The size of the message, itself included.", cite })
  .constant("version", 32, 0x0003_0000, { description: "Version 3.0.", cite, base: 16 })
  .field("parameters", repeated(parameter, { octet: 0 }), { description: "Who connects to what.", cite });

/** A column of a result. */
export const column = named("column", "Column", "The description of one column.")
  .field("name", utf8({ octet: 0 }), { description: "Its name.", cite })
  .field("table", uint(32), { description: "The object ID of its table, or 0.", cite })
  .field("attribute", uint(16), { description: "Its number in the table, or 0.", cite })
  .field("type", uint(32), { description: "The object ID of its type.", cite })
  .field("size", uint(16), { description: "The size of its type, as 16 bits in two's complement.", cite })
  .field("modifier", uint(32), { description: "The modifier of its type, as 32 bits in two's complement.", cite })
  .field("format", uint(16, { most: 1 }), { description: "0 for text, 1 for binary.", cite });

/** The description of the rows that follow. */
export const rowDescription = named("row-description", "RowDescription", "Describes the rows that follow.")
  .constant("type", 8, 0x54, { description: "The letter T.", cite, base: 16 })
  .length("length", uint(32), { from: "length" }, { description: "The size of the message without its type.", cite })
  .count("columns", uint(16), {}, { title: "Column Count", description: "The number of columns.", cite })
  .field("fields", repeated(column, counted("columns")), { title: "Columns", description: "The columns in order.", cite });

/** The value of a column. NULL has the size 0xffffffff and no octets, which a layout of its own would have to say. */
export const cell = named("cell", "Cell", "The value of a column that is not NULL.")
  .size("size", uint(32, { most: 0x7fff_ffff }), {}, { description: "The octets of the value.", cite })
  .field("value", octets(counted("size")), { description: "The value in the format of its column.", cite });

/** A row of values that are not NULL. */
export const dataRow = named("data-row", "DataRow", "One row of a result.")
  .constant("type", 8, 0x44, { description: "The letter D.", cite, base: 16 })
  .length("length", uint(32), { from: "length" }, { description: "The size of the message without its type.", cite })
  .count("columns", uint(16), {}, { title: "Column Count", description: "The number of values.", cite })
  .field("values", repeated(bare(cell), counted("columns")), { description: "The values in order.", cite });

/** A query in text. */
export const query = named("query", "Query", "Asks for the results of statements.")
  .constant("type", 8, 0x51, { description: "The letter Q.", cite, base: 16 })
  .length("length", uint(32), { from: "length" }, { description: "The size of the message without its type.", cite })
  .field("text", utf8({ octet: 0 }), { description: "The statements.", cite });

/** A message of any type, for a reader of the stream. */
export const anyMessage = named("message", "Message", "A message after the first.")
  .field("type", ascii(1), { description: "Its type.", cite })
  .length("length", uint(32), { from: "length" }, { description: "The size of the message without its type.", cite })
  .field("body", octets(rest), { description: "Its fields.", cite });
