/**
 * @generated SignedSource<<d250042bcb31b992acfe55e193bf903e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type RemarkScope = "PRIVATE" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Remarks_remark$data = {
  readonly author: {
    readonly id: string;
    readonly name: string;
  };
  readonly body: string;
  readonly createdAt: string;
  readonly editedAt: string | null | undefined;
  readonly id: string;
  readonly scope: RemarkScope;
  readonly " $fragmentSpreads": FragmentRefs<"RemarkDeeds_remark">;
  readonly " $fragmentType": "Remarks_remark";
};
export type Remarks_remark$key = {
  readonly " $data"?: Remarks_remark$data;
  readonly " $fragmentSpreads": FragmentRefs<"Remarks_remark">;
};

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
  "metadata": null,
  "name": "Remarks_remark",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "body",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "scope",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "createdAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "editedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "author",
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
      "args": null,
      "kind": "FragmentSpread",
      "name": "RemarkDeeds_remark"
    }
  ],
  "type": "Remark",
  "abstractKey": null
};
})();

(node as any).hash = "ee780de89c9ce83086d1785522a319e4";

export default node;
