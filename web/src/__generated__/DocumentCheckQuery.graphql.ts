/**
 * @generated SignedSource<<11e84c5e3047d42198226088d3a2a730>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CheckedDocument = "PRINT" | "SIGNED" | "TERMS" | "UNSIGNED" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type SupplementState = "ACTIVE" | "CANCELLED" | "DRAFT" | "EXPIRED" | "PARTLY_EXECUTED" | "PROPOSED" | "READY_TO_SIGN" | "REJECTED" | "STALE" | "%future added value";
export type DocumentCheckQuery$variables = {
  sha256: string;
};
export type DocumentCheckQuery$data = {
  readonly documentCheck: {
    readonly contractNumber: string | null | undefined;
    readonly executedAt: string | null | undefined;
    readonly isKnown: boolean;
    readonly kind: CheckedDocument | null | undefined;
    readonly state: ContractState | null | undefined;
    readonly supplementNumber: number | null | undefined;
    readonly supplementState: SupplementState | null | undefined;
    readonly version: number | null | undefined;
  };
};
export type DocumentCheckQuery = {
  response: DocumentCheckQuery$data;
  variables: DocumentCheckQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "sha256"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "sha256",
        "variableName": "sha256"
      }
    ],
    "concreteType": "DocumentCheck",
    "kind": "LinkedField",
    "name": "documentCheck",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "isKnown",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "kind",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "contractNumber",
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
        "name": "state",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "supplementNumber",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "supplementState",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "executedAt",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "DocumentCheckQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "DocumentCheckQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "588a7a464e0fc0383130397e344159a7",
    "id": null,
    "metadata": {},
    "name": "DocumentCheckQuery",
    "operationKind": "query",
    "text": "query DocumentCheckQuery(\n  $sha256: String!\n) {\n  documentCheck(sha256: $sha256) {\n    isKnown\n    kind\n    contractNumber\n    version\n    state\n    supplementNumber\n    supplementState\n    executedAt\n  }\n}\n"
  }
};
})();

(node as any).hash = "753e8385b5f1e9f617678b482378aefb";

export default node;
