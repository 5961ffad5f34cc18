/**
 * @generated SignedSource<<01e5e30d9802d7bd98f1d2f67172ab93>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type AwardAction = "ACCEPT" | "DECLINE" | "REVOKE" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type PendingOffer_award$data = {
  readonly actions: ReadonlyArray<AwardAction>;
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
  readonly id: string;
  readonly lapsesAt: string;
  readonly state: AwardState;
  readonly " $fragmentSpreads": FragmentRefs<"TakingBack_award">;
  readonly " $fragmentType": "PendingOffer_award";
};
export type PendingOffer_award$key = {
  readonly " $data"?: PendingOffer_award$data;
  readonly " $fragmentSpreads": FragmentRefs<"PendingOffer_award">;
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
  "name": "PendingOffer_award",
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
      "kind": "ScalarField",
      "name": "lapsesAt",
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
      "concreteType": "Candidate",
      "kind": "LinkedField",
      "name": "candidate",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Applicant",
          "kind": "LinkedField",
          "name": "applicant",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
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
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "TakingBack_award"
    }
  ],
  "type": "Award",
  "abstractKey": null
};
})();

(node as any).hash = "8a0d5535b562ae9f2edfbad8fe308a48";

export default node;
