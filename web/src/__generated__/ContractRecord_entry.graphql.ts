/**
 * @generated SignedSource<<b9944d3e61c4702209ad78502554cc84>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type ContractRecord_entry$data = {
  readonly action: string;
  readonly actor: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly canonical: string;
  readonly digest: string;
  readonly occurredAt: string;
  readonly seq: number;
  readonly side: ContractSide | null | undefined;
  readonly texts: ReadonlyArray<{
    readonly name: string;
    readonly text: string | null | undefined;
  }>;
  readonly " $fragmentType": "ContractRecord_entry";
};
export type ContractRecord_entry$key = {
  readonly " $data"?: ContractRecord_entry$data;
  readonly " $fragmentSpreads": FragmentRefs<"ContractRecord_entry">;
};

const node: ReaderFragment = (function(){
var v0 = {
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
  "name": "ContractRecord_entry",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "seq",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "action",
      "storageKey": null
    },
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
      "name": "occurredAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "canonical",
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
      "concreteType": "RecordText",
      "kind": "LinkedField",
      "name": "texts",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "text",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "actor",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "id",
          "storageKey": null
        },
        (v0/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "ContractEntry",
  "abstractKey": null
};
})();

(node as any).hash = "d50908fbe208d0196ba4810668ebeda3";

export default node;
