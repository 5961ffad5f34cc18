/**
 * @generated SignedSource<<e081bed155f29cd5cafd2900d77fe5d9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type trying_candidate$data = {
  readonly score: {
    readonly contributions: ReadonlyArray<{
      readonly key: string;
      readonly normalized: number;
    }>;
  } | null | undefined;
  readonly " $fragmentType": "trying_candidate";
};
export type trying_candidate$key = {
  readonly " $data"?: trying_candidate$data;
  readonly " $fragmentSpreads": FragmentRefs<"trying_candidate">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "trying_candidate",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Score",
      "kind": "LinkedField",
      "name": "score",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Contribution",
          "kind": "LinkedField",
          "name": "contributions",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "key",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "normalized",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Candidate",
  "abstractKey": null
};

(node as any).hash = "59a569a99eeb808d104af9f4862e9d77";

export default node;
