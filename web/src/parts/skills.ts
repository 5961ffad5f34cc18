/** Skills, which are written in one field and refused one by one. */
import type { Refusal } from "../network/refusals";

/** Separated by commas, semicolons or lines. */
export function skillsIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((skill) => skill.trim())
    .filter(Boolean);
}

/** Characters of a skill that suffice to find it. */
const ENOUGH = 30;

/** A refusal that names the skills that it is about, of those that were sent. */
export function namingSkills(refusal: Refusal | null, skills: readonly string[]): Refusal | null {
  if (!refusal) return null;
  const fields = Object.entries(refusal.fields).map(([path, problem]) => {
    const skill = skills[Number(/^skills\.(\d+)$/.exec(path)?.[1])];
    return [path, skill === undefined ? problem : `${shortened(skill)}: ${problem}`] as const;
  });
  return { ...refusal, fields: Object.fromEntries(fields) };
}

function shortened(skill: string): string {
  const characters = [...skill];
  return characters.length > ENOUGH ? `${characters.slice(0, ENOUGH).join("")}…` : skill;
}
