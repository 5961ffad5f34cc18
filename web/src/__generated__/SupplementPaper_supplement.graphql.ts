/**
 * @generated SignedSource<<9c2893debb71868edb9840496859d35f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type SupplementAction = "APPROVE" | "CANCEL" | "LODGE_SCAN" | "REJECT" | "REJECT_SCAN" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type SupplementState = "ACTIVE" | "CANCELLED" | "DRAFT" | "EXPIRED" | "PARTLY_EXECUTED" | "PROPOSED" | "READY_TO_SIGN" | "REJECTED" | "STALE" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type SupplementPaper_supplement$data = {
  readonly actions: ReadonlyArray<SupplementAction>;
  readonly contract: {
    readonly awarder: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly demand: {
      readonly id: string;
      readonly title: string;
    };
    readonly id: string;
    readonly number: string;
    readonly receiver: {
      readonly id: string;
      readonly name: string;
    };
  };
  readonly copies: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"OnPaper_copies">;
  }>;
  readonly digest: string;
  readonly executions: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"OnPaper_executions">;
  }>;
  readonly id: string;
  readonly number: number;
  readonly pages: number;
  readonly printedCode: string;
  readonly state: SupplementState;
  readonly " $fragmentType": "SupplementPaper_supplement";
};
export type SupplementPaper_supplement$key = {
  readonly " $data"?: SupplementPaper_supplement$data;
  readonly " $fragmentSpreads": FragmentRefs<"SupplementPaper_supplement">;
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
},
v2 = {
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
  "name": "SupplementPaper_supplement",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
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
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": null,
          "kind": "LinkedField",
          "name": "demand",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "title",
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
          "name": "awarder",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v2/*:: as any*/),
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
            (v2/*:: as any*/)
          ],
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
      "name": "copies",
      "plural": true,
      "selections": [
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "OnPaper_copies"
        }
      ],
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
          "name": "OnPaper_executions"
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Supplement",
  "abstractKey": null
};
})();

(node as any).hash = "16d69da15847991059951d170bea5c8a";

export default node;
