import type { ReactNode } from "react";
import { graphql, useRelayEnvironment } from "react-relay";
import type { FileLinkQuery } from "../__generated__/FileLinkQuery.graphql";
import { readNow } from "../network/readings";
import { SavedLink } from "./SavedLink";

interface FileLinkProps {
  file: { readonly id: string; readonly fileName: string; readonly url: string };
  className?: string | undefined;
  children: ReactNode;
}

/** A link that saves a file. */
export function FileLink({ file: { id, fileName, url }, ...rest }: FileLinkProps) {
  const environment = useRelayEnvironment();
  const renew = async () => {
    const { node } = await readNow<FileLinkQuery>(
      environment,
      graphql`
        query FileLinkQuery($id: ID!) {
          node(id: $id) {
            __typename
            ... on Attachment {
              url
            }
          }
        }
      `,
      { id },
    );
    return node?.__typename === "Attachment" ? node.url : null;
  };
  return <SavedLink url={url} fileName={fileName} renew={renew} {...rest} />;
}
