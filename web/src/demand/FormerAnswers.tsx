/** What the answer to a question said before it was corrected. */
import { graphql, useLazyLoadQuery } from "react-relay";
import type { FormerAnswersQuery } from "../__generated__/FormerAnswersQuery.graphql";
import { FormerTexts } from "../parts/FormerTexts";

export function FormerAnswers({ questionId, onClose }: { questionId: string; onClose: () => void }) {
  const { node } = useLazyLoadQuery<FormerAnswersQuery>(
    graphql`
      query FormerAnswersQuery($id: ID!) {
        node(id: $id) {
          __typename
          id
          ... on Question {
            formerAnswers {
              body
              answeredAt
            }
          }
        }
      }
    `,
    { id: questionId },
    { fetchPolicy: "network-only" },
  );
  const texts = (node?.formerAnswers ?? []).map(({ body, answeredAt }) => ({ body, at: answeredAt }));
  return <FormerTexts texts={texts} onClose={onClose} />;
}
