/**
 * @generated SignedSource<<d259c91b96460d518556064d3704edb5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type SupplementAction = "APPROVE" | "CANCEL" | "LODGE_SCAN" | "REJECT" | "REJECT_SCAN" | "SIGN" | "VERIFY_SCAN" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Comparing_supplement$data = {
  readonly actions: ReadonlyArray<SupplementAction>;
  readonly contract: {
    readonly id: string;
    readonly number: string;
  };
  readonly digest: string;
  readonly document: {
    readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_document">;
  };
  readonly executions: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_executions">;
  }>;
  readonly id: string;
  readonly number: number;
  readonly pages: number;
  readonly printedCode: string;
  readonly " $fragmentType": "Comparing_supplement";
};
export type Comparing_supplement$key = {
  readonly " $data"?: Comparing_supplement$data;
  readonly " $fragmentSpreads": FragmentRefs<"Comparing_supplement">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Comparing_supplement",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
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
      "kind": "ScalarField",
      "name": "printedCode",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "pages",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Execution",
      "kind": "LinkedField",
      "name": "executions",
      "plural": true,
      "selections": [
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "ScanAnswer_executions"
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
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "ScanAnswer_document"
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "Supplement",
  "abstractKey": null
};
})();

(node as any).hash = "4918657d9659fd103beea1240dbc9f21";

export default node;
