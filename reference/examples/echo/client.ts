/**
 * A client of the echo server beside this file.
 *
 * Run: npx tsx reference/examples/echo/client.ts
 *
 * @module
 */
import { connect, OpeningError } from "websocket2";

try {
  const connection = await connect("http://127.0.0.1:8080/echo");
  connection.send("Hi");
  for await (const message of connection) {
    console.log(message); // Hi
    connection.close(1000);
  }
  const { code, wasClean } = await connection.closed;
  console.log(code, wasClean); // 1000 true
} catch (error) {
  if (!(error instanceof OpeningError)) throw error;
  // The name of the check that failed, and what it means.
  console.error(`${error.check}: ${error.message}`);
}
