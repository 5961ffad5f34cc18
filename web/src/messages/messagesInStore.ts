/** Messages in the list of their conversation, and that in the inbox. */
import { ConnectionHandler, type RecordProxy, type RecordSourceProxy } from "relay-runtime";

/** Adds a message in its place, once: its answer and its event both bring it, and others may have come between. */
export function append(
  store: RecordSourceProxy,
  conversationId: string,
  message: RecordProxy | null | undefined,
): void {
  const conversation = store.get(conversationId);
  if (!message || !conversation) return;
  lead(store, conversation, message);
  const connection = ConnectionHandler.getConnection(conversation, "Conversation_messages");
  if (!connection) return;
  const edges = connection.getLinkedRecords("edges") ?? [];
  if (edges.some((each) => nodeOf(each)?.getDataID() === message.getDataID())) return;
  const edge = ConnectionHandler.createEdge(store, connection, message, "MessageEdge");
  const place = edges.findLastIndex((each) => seqOf(nodeOf(each)) < seqOf(message)) + 1;
  connection.setLinkedRecords([...edges.slice(0, place), edge, ...edges.slice(place)], "edges");
}

/** The last message is what the inbox shows of a conversation, and brings it before the others. */
function lead(store: RecordSourceProxy, conversation: RecordProxy, message: RecordProxy): void {
  const before = conversation.getLinkedRecord("lastMessage");
  if (before && seqOf(before) >= seqOf(message)) return;
  conversation.setLinkedRecord(message, "lastMessage");
  const inbox = ConnectionHandler.getConnection(store.getRoot(), "Inbox_conversations");
  const edges = inbox?.getLinkedRecords("edges") ?? [];
  const own = edges.find((each) => nodeOf(each)?.getDataID() === conversation.getDataID());
  if (inbox && own) inbox.setLinkedRecords([own, ...edges.filter((each) => each !== own)], "edges");
}

function nodeOf(edge: RecordProxy): RecordProxy | null | undefined {
  return edge.getLinkedRecord("node");
}

function seqOf(message: RecordProxy | null | undefined): number {
  return Number(message?.getValue("seq"));
}
