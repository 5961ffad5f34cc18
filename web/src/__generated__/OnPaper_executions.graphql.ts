/**
 * @generated SignedSource<<a4f9e9735625aaf7b99650d36a746249>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ExecutionMode = "OFFLINE" | "ONLINE" | "%future added value";
export type ExecutionState = "EXECUTED" | "FAILED" | "LODGED" | "PENDING" | "VERIFIED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type OnPaper_executions$data = ReadonlyArray<{
  readonly document: {
    readonly id: string;
    readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
  } | null | undefined;
  readonly executedAt: string | null | undefined;
  readonly mode: ExecutionMode | null | undefined;
  readonly note: string | null | undefined;
  readonly party: {
    readonly id: string;
    readonly name: string;
  };
  readonly side: ContractSide;
  readonly signer: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly state: ExecutionState;
  readonly " $fragmentType": "OnPaper_executions";
}>;
export type OnPaper_executions$key = ReadonlyArray<{
  readonly " $data"?: OnPaper_executions$data;
  readonly " $fragmentSpreads": FragmentRefs<"OnPaper_executions">;
}>;

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "OnPaper_executions",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "side",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "mode",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "note",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "executedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "party",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "signer",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Attachment",
      "kind": "LinkedField",
      "name": "document",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Files_attachments"
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Execution",
  "abstractKey": null
};
})();

(node as any).hash = "3dfc2e9672b8253512409110562c0575";

export default node;
