/**
 * @generated SignedSource<<41e09cdcf0d5bdc238b7c32ec14c04eb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PayoutAccountState = "ACTIVE" | "PENDING" | "RESTRICTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type PayoutAccount_party$data = {
  readonly closedAt: string | null | undefined;
  readonly id: string;
  readonly myRole: MemberRole | null | undefined;
  readonly payoutAccount: {
    readonly id: string;
    readonly state: PayoutAccountState;
  } | null | undefined;
  readonly verifiedAt: string | null | undefined;
  readonly " $fragmentType": "PayoutAccount_party";
};
export type PayoutAccount_party$key = {
  readonly " $data"?: PayoutAccount_party$data;
  readonly " $fragmentSpreads": FragmentRefs<"PayoutAccount_party">;
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
  "name": "PayoutAccount_party",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "myRole",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "verifiedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "closedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "PayoutAccount",
      "kind": "LinkedField",
      "name": "payoutAccount",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "state",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Party",
  "abstractKey": null
};
})();

(node as any).hash = "bb794213463dd2bf79922ea1a7f99f21";

export default node;
