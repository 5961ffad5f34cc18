/** Relay's store, which an answer that comes late does not lead back to what stood before. */
import { type DataID, RecordSource, Store } from "relay-runtime";

type Source = Parameters<Store["publish"]>[0];
type Fields = Record<string, unknown>;

/**
 * Answers and events come by different ways, so that an answer may come after an event that is newer than it. A thing
 * with a `version` keeps what is known of its newest one, and takes from an older one only what is not known at all.
 */
export class NewestStore extends Store {
  override publish(source: Source, invalidated?: Set<DataID>): void {
    super.publish(withoutOlder(source, this.getSource()), invalidated);
  }
}

function withoutOlder(given: Source, known: Source): Source {
  const read = (source: Source, id: DataID) => source.get<Fields>(id) ?? null;
  const ids = given.getRecordIDs();
  const older = ids.filter((id) => isOlder(read(given, id), read(known, id)));
  if (older.length === 0) return given;
  const taken = RecordSource.create();
  for (const id of ids) {
    const record = read(given, id);
    // What has no id of its own, such as a price, is a part of what it stands in.
    const isPartOfOlder = older.some((whole) => id === whole || id.startsWith(`client:${whole}:`));
    const before = isPartOfOlder ? read(known, id) : null;
    if (record === null) taken.delete(id);
    else taken.set(id, before ? missingIn(before, record) : record);
  }
  return taken;
}

function isOlder(record: Fields | null, known: Fields | null): boolean {
  const [one, other] = [record?.version, known?.version];
  return typeof record?.id === "string" && typeof one === "number" && typeof other === "number" && one < other;
}

/** Of a record, what another lacks, and what says which it is. */
function missingIn(known: Fields, record: Fields): Fields {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !(name in known) || IDENTITY.has(name)));
}

const IDENTITY = new Set(["__id", "__typename"]);
