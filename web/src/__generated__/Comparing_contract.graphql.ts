/**
 * @generated SignedSource<<5d555840481b98a4508b782c36cf66bf>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractAction = "ACCEPT_TERMINATION" | "APPROVE_TERMS" | "DECLINE_TERMINATION" | "LODGE_SCAN" | "PROPOSE_TERMINATION" | "REFUSE" | "REJECT_SCAN" | "REVISE" | "SIGN" | "VERIFY_SCAN" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Comparing_contract$data = {
  readonly actions: ReadonlyArray<ContractAction>;
  readonly digest: string;
  readonly executions: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_executions">;
  }>;
  readonly id: string;
  readonly number: string;
  readonly present: ReadonlyArray<{
    readonly document: {
      readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_document">;
    };
    readonly pages: number;
  }>;
  readonly printedCode: string;
  readonly version: number;
  readonly " $fragmentType": "Comparing_contract";
};
export type Comparing_contract$key = {
  readonly " $data"?: Comparing_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Comparing_contract">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Comparing_contract",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
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
      "name": "version",
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
      "alias": "present",
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 1
        }
      ],
      "concreteType": "ContractVersion",
      "kind": "LinkedField",
      "name": "versions",
      "plural": true,
      "selections": [
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
        }
      ],
      "storageKey": "versions(first:1)"
    }
  ],
  "type": "Contract",
  "abstractKey": null
};

(node as any).hash = "1f203b302c5aedbd70bf7f5b6dc1d348";

export default node;
