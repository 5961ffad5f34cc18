import { expect, test } from "vitest";
import { invalid } from "../network/refusals";
import { namingSkills, skillsIn } from "./skills";

test("a refused skill is named, and what is wrong with other fields stays as it is", () => {
  const long = "python".repeat(15);
  const skills = skillsIn(` c++; ${long},,\nCOBOL`);
  expect(skills).toEqual(["c++", long, "COBOL"]);
  const refusal = invalid({ title: "Is empty.", skills: "Too many.", "skills.1": "Too long.", "skills.2": "Bad." });
  expect(namingSkills(refusal, skills)?.fields).toEqual({
    title: "Is empty.",
    skills: "Too many.",
    "skills.1": `${"python".repeat(5)}…: Too long.`,
    "skills.2": "COBOL: Bad.",
  });
  expect(namingSkills(null, skills)).toBeNull();
});
