/**
 * @generated SignedSource<<375c2481cdc508dd9b143eb2e37f5a05>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type ContractLink_award$data = {
  readonly contract: {
    readonly id: string;
  } | null | undefined;
  readonly id: string;
  readonly state: AwardState;
  readonly " $fragmentType": "ContractLink_award";
};
export type ContractLink_award$key = {
  readonly " $data"?: ContractLink_award$data;
  readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award">;
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
  "name": "ContractLink_award",
  "selections": [
    (v0/*:: as any*/),
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
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
      "selections": [
        (v0/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "Award",
  "abstractKey": null
};
})();

(node as any).hash = "e41e7d4f8d1f1e6044e4bb548bd1fc61";

export default node;
