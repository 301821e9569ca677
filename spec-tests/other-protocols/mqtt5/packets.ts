/** Packets of MQTT 5.0 (OASIS Standard, Section 3). */
import { bare, flag, nested, octets, rest, uint } from "../../../reference/layout/index.ts";
import { connectProperties, publishProperties, willProperties } from "./properties.ts";
import { about, binary, named, text, variableByteInteger } from "./values.ts";

const remaining = about("Octets behind the fixed header.", "2.1.4");

const will = named("will", "Will", "3.1.3")
  .field("properties", bare(willProperties), about("Properties of the message.", "3.1.3.2"))
  .field("topic", bare(text), about("Topic of the message.", "3.1.3.3"))
  .field("payload", bare(binary), about("Payload of the message.", "3.1.3.4"));

/** CONNECT, the first packet of a client. */
export const connect = named("connect", "CONNECT", "3.1")
  .constant("type", 4, 1, about("CONNECT.", "2.1.2"))
  .reserved("reserved", 4, about("Flags of the packet type.", "2.1.3"))
  .length("remainingLength", variableByteInteger.type(), {}, remaining)
  .constant("nameSize", 16, 4, about("Octets of the protocol name.", "3.1.2.1"))
  .literal("protocolName", "MQTT", about("The protocol.", "3.1.2.1"))
  .constant("version", 8, 5, about("The version of the protocol.", "3.1.2.2"))
  .field("hasUserName", flag(), about("Whether there is a user name.", "3.1.2.8"))
  .field("hasPassword", flag(), about("Whether there is a password; it needs no user name.", "3.1.2.9"))
  .field("willRetain", flag(), about("Whether the will is retained.", "3.1.2.7"))
  .field("willQos", uint(2, { most: 2 }), { ...about("Quality of service of the will.", "3.1.2.6"), title: "Will QoS" })
  .field("hasWill", flag(), about("Whether there is a will.", "3.1.2.5"))
  .field("cleanStart", flag(), about("Whether an earlier session ends.", "3.1.2.4"))
  .reserved("connectReserved", 1, about("Reserved.", "3.1.2.3"))
  .field("keepAlive", uint(16, { unit: "s" }), about("The longest pause between two packets.", "3.1.2.10"))
  .field("properties", bare(connectProperties), about("Properties of the connection.", "3.1.2.11"))
  .field("clientId", bare(text), about("Name of the client.", "3.1.3.1"))
  .when("hasWill", true, "will", nested(will), about("The message for an end without DISCONNECT.", "3.1.3"))
  .when("hasUserName", true, "userName", bare(text), about("The user.", "3.1.3.5"))
  .when("hasPassword", true, "password", bare(binary), about("A secret.", "3.1.3.6"));

/** PUBLISH, a message for a topic. */
export const publish = named("publish", "PUBLISH", "3.3")
  .constant("type", 4, 3, about("PUBLISH.", "2.1.2"))
  .field("dup", flag(), { ...about("Whether the packet is sent again.", "3.3.1.1"), title: "DUP" })
  .field("qos", uint(2, { most: 2 }), { ...about("Quality of service.", "3.3.1.2"), title: "QoS" })
  .field("retain", flag(), about("Whether the server keeps the message.", "3.3.1.3"))
  .length("remainingLength", variableByteInteger.type(), {}, remaining)
  .field("topic", bare(text), about("The topic.", "3.3.2.1"))
  .when("qos", { least: 1 }, "packetId", uint(16, { least: 1 }), about("What an acknowledgement refers to.", "3.3.2.2"))
  .field("properties", bare(publishProperties), about("Properties of the message.", "3.3.2.3"))
  .field("payload", octets(rest), about("The message.", "3.3.3"));

const reason = named("disconnect-reason", "DISCONNECT Reason", "3.14.2")
  .field("code", uint(8, { base: 16 }), about("Why the connection ends.", "3.14.2.1"));

/** DISCONNECT without properties; without a reason it is a normal one. */
export const disconnect = named("disconnect", "DISCONNECT", "3.14")
  .constant("type", 4, 14, about("DISCONNECT.", "2.1.2"))
  .reserved("reserved", 4, about("Flags of the packet type.", "2.1.3"))
  .length("remainingLength", variableByteInteger.type(), {}, remaining)
  .trailing("end", (end) => end.field("reason", bare(reason), about("Why the connection ends.", "3.14.2.1")));
