/**
 * @generated SignedSource<<9027d28f331a68e1917e55770bed2843>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Record_entry$data = {
  readonly action: string;
  readonly actor: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly candidate: {
    readonly applicant: {
      readonly id: string;
      readonly party: {
        readonly id: string;
        readonly name: string;
      };
    };
    readonly id: string;
  } | null | undefined;
  readonly canonical: string;
  readonly digest: string;
  readonly occurredAt: string;
  readonly reason: string | null | undefined;
  readonly seq: number;
  readonly texts: ReadonlyArray<{
    readonly name: string;
    readonly text: string | null | undefined;
  }>;
  readonly " $fragmentType": "Record_entry";
};
export type Record_entry$key = {
  readonly " $data"?: Record_entry$data;
  readonly " $fragmentSpreads": FragmentRefs<"Record_entry">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = [
  (v1/*:: as any*/),
  (v0/*:: as any*/)
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Record_entry",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "seq",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "action",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "reason",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "occurredAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "canonical",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "digest",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "RecordText",
      "kind": "LinkedField",
      "name": "texts",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "text",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "actor",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Applicant",
          "kind": "LinkedField",
          "name": "applicant",
          "plural": false,
          "selections": [
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "concreteType": "Party",
              "kind": "LinkedField",
              "name": "party",
              "plural": false,
              "selections": (v2/*:: as any*/),
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "SelectionEntry",
  "abstractKey": null
};
})();

(node as any).hash = "40f9af42a2ec7b3a16a86afcdcc15f39";

export default node;
