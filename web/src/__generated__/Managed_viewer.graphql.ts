/**
 * @generated SignedSource<<e7ac6ceb04ed564b54852db04205a796>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Managed_viewer$data = {
  readonly managedDemands: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly deadlineAt: string | null | undefined;
        readonly id: string;
        readonly state: DemandState;
        readonly title: string;
      };
    }>;
  };
  readonly " $fragmentType": "Managed_viewer";
};
export type Managed_viewer$key = {
  readonly " $data"?: Managed_viewer$data;
  readonly " $fragmentSpreads": FragmentRefs<"Managed_viewer">;
};

import ManagedListQuery_graphql from './ManagedListQuery.graphql';

const node: ReaderFragment = (function(){
var v0 = [
  "managedDemands"
];
return {
  "argumentDefinitions": [
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "count"
    },
    {
      "defaultValue": null,
      "kind": "LocalArgument",
      "name": "cursor"
    }
  ],
  "kind": "Fragment",
  "metadata": {
    "connection": [
      {
        "count": "count",
        "cursor": "cursor",
        "direction": "forward",
        "path": (v0/*:: as any*/)
      }
    ],
    "refetch": {
      "connection": {
        "forward": {
          "count": "count",
          "cursor": "cursor"
        },
        "backward": null,
        "path": (v0/*:: as any*/)
      },
      "fragmentPathInResult": [
        "viewer"
      ],
      "operation": ManagedListQuery_graphql
    }
  },
  "name": "Managed_viewer",
  "selections": [
    {
      "alias": "managedDemands",
      "args": null,
      "concreteType": "DemandConnection",
      "kind": "LinkedField",
      "name": "__Managed_managedDemands_connection",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "DemandEdge",
          "kind": "LinkedField",
          "name": "edges",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": null,
              "kind": "LinkedField",
              "name": "node",
              "plural": false,
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
                  "name": "title",
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
                  "name": "deadlineAt",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "__typename",
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "cursor",
              "storageKey": null
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "PageInfo",
          "kind": "LinkedField",
          "name": "pageInfo",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "endCursor",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "hasNextPage",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Viewer",
  "abstractKey": null
};
})();

(node as any).hash = "88dc71f3cbcc49aed2317975fe03ccd3";

export default node;
