/** What a message said before it was edited. */
import { graphql, useLazyLoadQuery } from "react-relay";
import type { EarlierQuery } from "../__generated__/EarlierQuery.graphql";
import { FormerTexts } from "../parts/FormerTexts";

export function Earlier({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { node } = useLazyLoadQuery<EarlierQuery>(
    graphql`
      query EarlierQuery($id: ID!) {
        node(id: $id) {
          __typename
          id
          ... on Message {
            history {
              body
              writtenAt
            }
          }
        }
      }
    `,
    { id: messageId },
    { fetchPolicy: "network-only" },
  );
  const texts = (node?.history ?? []).map(({ body, writtenAt }) => ({ body, at: writtenAt }));
  return <FormerTexts texts={texts} onClose={onClose} />;
}
