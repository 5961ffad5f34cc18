// A front end with the types that graphql-codegen has made of the documents: checked by the compiler, then run.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { DemandsDocument, SignInDocument } from "./gql/graphql.ts";

declare const process: { argv: string[] };
const { url, email, password } = JSON.parse(process.argv[2]!);

async function ask<Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables) {
  const body = JSON.stringify({ query: print(document), variables });
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return (await answer.json()).data as Result;
}

const { signIn } = await ask(SignInDocument, { input: { email, password } });
const { demands } = await ask(DemandsDocument, { first: 1, filter: { states: ["OPEN"] }, order: "NEWEST" });
const expiresAt: string | null = signIn.__typename === "Session" ? signIn.expiresAt : null;
// @ts-expect-error A refusal has no expiry.
signIn.__typename === "Refused" && signIn.expiresAt;
console.log(JSON.stringify([signIn.__typename, expiresAt !== null, demands.edges.map(({ node }) => node.__typename)]));
