// Fails if the catalogs lack a text of the code, have one that is gone, lack a translation, have one that leaves out what
// the text is filled with, or have two for one text: catalogs that are loaded together share their texts.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDERS = ["src/locales", "src/contracts/locales", "src/messages/locales", "src/settings/locales"];
const catalogs = () =>
  Object.fromEntries(
    FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)).map((path) => [
      path,
      readFileSync(path, "utf8"),
    ]),
  );

const before = catalogs();
execFileSync("node_modules/.bin/lingui", ["extract", "--clean"]);
const after = catalogs();
const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
for (const name of changed) writeFileSync(name, before[name] ?? "");
if (changed.length > 0) {
  console.error(`out of date: ${changed.join(", ")}; write them with: node --run texts`);
}
const untranslated = Object.keys(after).filter((name) =>
  /^msgstr ""$/m.test(after[name].replace(/^msgid ""\nmsgstr ""/m, "")),
);
if (untranslated.length > 0) console.error(`texts without a translation: ${untranslated.join(", ")}`);

/** What a text is filled with: values, whether they decide about a plural, and elements. */
const filled = (text) =>
  [...new Set(text.match(/(?<!(one|few|many|other|=\d) )\{\w+(?=[,}])(, plural)?|<\d+/g))].sort().join(" ");
const torn = Object.entries(after).flatMap(([name, text]) =>
  [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)]
    .filter(([, original, translated]) => filled(original) !== filled(translated))
    .map(([, original]) => `${name}: ${original}`),
);
if (torn.length > 0) console.error(`translations that leave something out:\n${torn.join("\n")}`);

const known = new Map();
const twofold = Object.entries(after).flatMap(([name, text]) =>
  [...text.matchAll(/^(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.*)"$/gm)].flatMap(
    ([, context, original, translated]) => {
      const key = [name.replace(/.*\//, ""), context, original].join("\n");
      const other = known.get(key) ?? translated;
      known.set(key, translated);
      return other === translated ? [] : [`${name}: ${original}: ${other} | ${translated}`];
    },
  ),
);
if (twofold.length > 0)
  console.error(`texts with two translations; give one of them a context:\n${twofold.join("\n")}`);
process.exitCode = changed.length + untranslated.length + torn.length + twofold.length > 0 ? 1 : 0;
