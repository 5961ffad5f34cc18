// The types that graphql-codegen's client preset makes of `schema.graphql` and `documents/` in this folder: `gql/`.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { buildASTSchema, parse } from "graphql";

const schema = parse(readFileSync("schema.graphql", "utf8"));
const documents = readdirSync("documents")
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => [`documents/${name}`, readFileSync(`documents/${name}`, "utf8")])
  .map(([location, rawSDL]) => ({ location, rawSDL, document: parse(rawSDL) }));
const outputs = await preset.buildGeneratesSection({
  baseOutputDir: "gql/",
  presetConfig: {},
  config: { strictScalars: true, scalars: { Date: "string", DateTime: "string", Decimal: "string" }, useTypeImports: true },
  schema,
  schemaAst: buildASTSchema(schema),
  documents,
  plugins: [],
  pluginMap: {},
});
mkdirSync("gql", { recursive: true });
for (const output of outputs) writeFileSync(output.filename, await codegen(output));
