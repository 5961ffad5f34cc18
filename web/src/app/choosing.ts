/** A language that is chosen on a page: from then on of the page, and of the account of whoever is signed in. */
import { graphql } from "react-relay";
import type { choosingLanguageMutation } from "../__generated__/choosingLanguageMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { tellNews } from "../network/news";
import { currentSession } from "../network/session";
import { chooseLanguage, type Language, regionalTag } from "./languages";

/** What it answers is for the page alone: that mails are written otherwise keeps nobody from reading it. */
export function useChoosingLanguage(): (language: Language) => void {
  const [act] = useAct<choosingLanguageMutation>(graphql`
    mutation choosingLanguageMutation($input: ChooseLocaleInput!) {
      chooseLocale(input: $input) {
        __typename
        ... on Viewer {
          id
          language
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (language) => {
    void chooseLanguage(language);
    if (!currentSession()) return;
    const choice = { language: regionalTag(language), idempotencyKey: keyOfTry() };
    // What the server has said in the language before is read again.
    void act(choice, { waits: true }).then(tellNews);
  };
}
