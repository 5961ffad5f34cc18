import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SERVER = process.env.BIDHALL_SERVER ?? "http://127.0.0.1:8000";
/** What Relay compiles the documents for. */
const SCHEMA = "../schema.graphql";
/** Bytes from which on compressing pays. */
const LEAST = 500;
const TEXT = /\.(js|css|svg|html)$/;

/** The order of the layers, before every style sheet: whichever is loaded first, it is the same. */
function layers(): Plugin {
  return {
    name: "layers",
    enforce: "pre",
    transform: {
      filter: { id: /src\/.*\.css$/ },
      handler: (code) => `@layer reset, tokens, base, parts, screens;\n${code}`,
    },
  };
}

/** Each document in the code becomes what Relay's compiler has made of it, which has the document's name. */
function relay(): Plugin {
  return {
    name: "relay",
    enforce: "pre",
    transform: {
      filter: { id: /src\/.*\.tsx?$/, code: "graphql`" },
      handler(code) {
        const imports = new Set<string>();
        const compiled = code.replace(/\bgraphql`([^`]*)`/g, (_, text: string) => {
          const name = /(?:query|mutation|subscription|fragment)\s+(\w+)/.exec(text)?.[1] ?? this.error("has no name");
          imports.add(`import ${name}$ from "/src/__generated__/${name}.graphql.ts";`);
          // As many lines as before: what is reported of a line is true.
          return `${name}$${"\n".repeat(text.split("\n").length - 1)}`;
        });
        return { code: `${[...imports].join("")}${compiled}`, map: null };
      },
    },
  };
}

/**
 * Each operation is named by the hash of its text; the server reads the texts beside the page, and trusts them. It does
 * not validate them either if its schema is the one that they were compiled for.
 */
function persisted(): Plugin {
  const documents: Record<string, string> = {};
  return {
    name: "persisted",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /src\/__generated__\/.*\.ts$/, code: '"text": "' },
      handler(code) {
        const text = JSON.parse(/^ {4}"text": (".*")$/m.exec(code)?.[1] ?? this.error("has no text")) as string;
        const hash = hashOf(text);
        documents[hash] = text;
        const named = code.replace(/^ {4}"id": null,$/m, `    "id": "sha256:${hash}",`);
        // What they import from Relay are types: with it, no document could be read before Relay is there.
        return { code: named.replace(/^import .* from ["']relay-runtime["'];$/gm, ""), map: null };
      },
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "documents.json", source: JSON.stringify(documents) });
      this.emitFile({ type: "asset", fileName: "schema.sha256", source: hashOf(readFileSync(SCHEMA)) });
    },
  };
}

function hashOf(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** A script before all others: what it asks for is on its way while they are loaded. */
function early(): Plugin {
  const id = "src/early.ts";
  return {
    name: "early",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id, name: "early" });
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
        const script = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(id));
        if (!script) throw new Error(`${id} was not built`);
        const attrs = { type: "module", crossorigin: true, src: `/${script.fileName}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" as const }];
      },
    },
  };
}

/** The file of a module that is needed at once: by the first script of the page, or by the rest of the first page. */
function fileOf(id: string, info: ModuleInfos): string | null {
  if (id.endsWith("/src/early.ts") || id.endsWith("/src/main.tsx")) return null;
  if (comesOf("/src/early.ts", id, info)) return "opening";
  if (!comesOf("/src/main.tsx", id, info)) return null;
  return id.includes("node_modules") ? "libraries" : "first";
}

interface ModuleInfos {
  getModuleInfo: (id: string) => { importers: readonly string[] } | null;
}

/** Whether a module is imported by an entry, in however many steps, but for those that wait until they are asked for. */
function comesOf(entry: string, id: string, info: ModuleInfos, seen = new Set<string>()): boolean {
  if (id.endsWith(entry)) return true;
  seen.add(id);
  const importers = info.getModuleInfo(id)?.importers ?? [];
  return importers.some((each) => !seen.has(each) && comesOf(entry, each, info, seen));
}

/** Files as they are served: beside each text its compressed forms, and the paths that index.html answers. */
function asServed(): Plugin {
  return {
    name: "as-served",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const texts = Object.entries(bundle).map(([name, file]) => ({
          name,
          bytes: Buffer.from(file.type === "chunk" ? file.code : file.source),
        }));
        await Promise.all(
          texts
            .filter(({ name, bytes }) => TEXT.test(name) && bytes.length >= LEAST)
            .map(async ({ name, bytes }) => {
              const [br, gz] = await Promise.all([
                promisify(brotliCompress)(bytes),
                promisify(gzip)(bytes, { level: 9 }),
              ]);
              this.emitFile({ type: "asset", fileName: `${name}.br`, source: br });
              this.emitFile({ type: "asset", fileName: `${name}.gz`, source: gz });
            }),
        );
        this.emitFile({ type: "asset", fileName: "routes.json", source: readFileSync("routes.json") });
      },
    },
  };
}

export default defineConfig({
  plugins: [
    layers(),
    relay(),
    persisted(),
    react(),
    lingui({ macroTransform: true, failOnCompileError: true }),
    early(),
    asServed(),
  ],
  build: {
    target: "es2023",
    // Nothing inline: the policy of the page allows no inline script, style or data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Few files for the first page, instead of one for each combination of pages that share something of it.
    rolldownOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf }] },
      },
    },
  },
  server: { proxy: { "/graphql": { target: SERVER, ws: true }, "/files": SERVER, "/uploads": SERVER } },
});
