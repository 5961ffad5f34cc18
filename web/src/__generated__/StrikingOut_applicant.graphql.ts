/**
 * @generated SignedSource<<47797c841d056f883661c3dea870d055>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ApplicantAction = "CONFIRM" | "DISCARD_DRAFT" | "INVALIDATE" | "SAVE" | "SUBMIT" | "WITHDRAW" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type StrikingOut_applicant$data = {
  readonly actions: ReadonlyArray<ApplicantAction>;
  readonly id: string;
  readonly party: {
    readonly id: string;
    readonly name: string;
  };
  readonly version: number;
  readonly " $fragmentType": "StrikingOut_applicant";
};
export type StrikingOut_applicant$key = {
  readonly " $data"?: StrikingOut_applicant$data;
  readonly " $fragmentSpreads": FragmentRefs<"StrikingOut_applicant">;
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
  "name": "StrikingOut_applicant",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "version",
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
  "type": "Applicant",
  "abstractKey": null
};
})();

(node as any).hash = "e95a89f4e85cb7d49faf2438c2f3b98f";

export default node;
