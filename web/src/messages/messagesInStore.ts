/** Messages in the list of their conversation. */
import { ConnectionHandler, type RecordProxy, type RecordSourceProxy } from "relay-runtime";

/** Adds a message in its place, once: its answer and its event both bring it, and others may have come between. */
export function append(
  store: RecordSourceProxy,
  conversationId: string,
  message: RecordProxy | null | undefined,
): void {
  const conversation = store.get(conversationId);
  const connection = conversation && ConnectionHandler.getConnection(conversation, "Conversation_messages");
  if (!message || !connection) return;
  const edges = connection.getLinkedRecords("edges") ?? [];
  if (edges.some((each) => each.getLinkedRecord("node")?.getDataID() === message.getDataID())) return;
  const edge = ConnectionHandler.createEdge(store, connection, message, "MessageEdge");
  const place = edges.findLastIndex((each) => seqOf(each) < Number(message.getValue("seq"))) + 1;
  connection.setLinkedRecords([...edges.slice(0, place), edge, ...edges.slice(place)], "edges");
}

function seqOf(edge: RecordProxy): number {
  return Number(edge.getLinkedRecord("node")?.getValue("seq"));
}
