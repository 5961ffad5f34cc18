/**
 * @generated SignedSource<<2b677b77ad870d6eb76ee13c7d43bbd7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type StageAction = "ACCEPT_WORK" | "AGREE_REFUND" | "FUND" | "OBJECT_REFUND" | "OPEN_DISPUTE" | "RELEASE" | "REQUEST_REFUND" | "REQUEST_REWORK" | "SUBMIT_WORK" | "WITHDRAW_REFUND" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Escrow_contract$data = {
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly effectiveAt: string | null | undefined;
  readonly receiver: {
    readonly id: string;
    readonly name: string;
  };
  readonly stages: ReadonlyArray<{
    readonly actions: ReadonlyArray<StageAction>;
    readonly id: string;
    readonly number: number;
    readonly " $fragmentSpreads": FragmentRefs<"EscrowStage_stage">;
  }>;
  readonly " $fragmentType": "Escrow_contract";
};
export type Escrow_contract$key = {
  readonly " $data"?: Escrow_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Escrow_contract">;
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
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Escrow_contract",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "effectiveAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "awarder",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "myRole",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "receiver",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Stage",
      "kind": "LinkedField",
      "name": "stages",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "number",
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
          "args": null,
          "kind": "FragmentSpread",
          "name": "EscrowStage_stage"
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Contract",
  "abstractKey": null
};
})();

(node as any).hash = "2aea8b2b6de8d73e8ba7a03aeb6e3100";

export default node;
