// The audits of graphql-http against a running server: `node audit.mjs http://localhost:8000/graphql`.
// Prints one line of JSON, and fails if an audit does.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.log("No address given: tests/test_http.py runs this against a server of its own.");
  process.exit(0);
}

const results = await Promise.all(serverAudits({ url }).map((audit) => audit.fn()));
const failed = results.filter((result) => result.status !== "ok");
console.log(
  JSON.stringify({
    audits: results.length,
    failed: failed.map(({ id, status, name, reason }) => ({ id, status, name, reason })),
  }),
);
process.exitCode = failed.length ? 1 : 0;
