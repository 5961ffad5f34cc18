/** The remarks about a candidate in the store. */
import { ConnectionHandler, type RecordProxy, type RecordSourceProxy } from "relay-runtime";

const CONNECTION = "Remarks_remarks";

/** Adds a remark at the end, unless it stands there or nothing of the candidate's remarks was read yet. */
export function appendRemark(store: RecordSourceProxy, remark: RecordProxy | null | undefined): void {
  const connection = connectionOf(store, remark?.getLinkedRecord("candidate")?.getDataID());
  if (!remark || !connection) return;
  const edges = connection.getLinkedRecords("edges") ?? [];
  if (edges.some((edge) => edge.getLinkedRecord("node")?.getDataID() === remark.getDataID())) return;
  ConnectionHandler.insertEdgeAfter(connection, ConnectionHandler.createEdge(store, connection, remark, "RemarkEdge"));
}

export function removeRemark(store: RecordSourceProxy, candidateId: string, remarkId: string): void {
  const connection = connectionOf(store, candidateId);
  if (connection) ConnectionHandler.deleteNode(connection, remarkId);
}

function connectionOf(store: RecordSourceProxy, candidateId: string | undefined): RecordProxy | null | undefined {
  const candidate = candidateId && store.get(candidateId);
  return candidate ? ConnectionHandler.getConnection(candidate, CONNECTION) : null;
}
