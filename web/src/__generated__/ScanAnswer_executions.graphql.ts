/**
 * @generated SignedSource<<a37a00cfa950808dc4b840cfcf0a96f8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ExecutionState = "EXECUTED" | "FAILED" | "LODGED" | "PENDING" | "VERIFIED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type ScanAnswer_executions$data = ReadonlyArray<{
  readonly document: {
    readonly id: string;
    readonly mediaType: string;
    readonly url: string;
    readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
  } | null | undefined;
  readonly party: {
    readonly id: string;
    readonly name: string;
  };
  readonly state: ExecutionState;
  readonly " $fragmentType": "ScanAnswer_executions";
}>;
export type ScanAnswer_executions$key = ReadonlyArray<{
  readonly " $data"?: ScanAnswer_executions$data;
  readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_executions">;
}>;

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "ScanAnswer_executions",
  "selections": [
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
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "party",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        }
      ],
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
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "mediaType",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "url",
          "storageKey": null
        },
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

(node as any).hash = "3e493bb4fb3932f21bf0b72a8b72dce4";

export default node;
