/** Writing a demand: a draft first, which is published; what was published is amended, after a look at what that means. */
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { KnownDemand } from "./KnownDemand";
import { NewDemand } from "./NewDemand";

export default function DemandEditor({ id }: { id: string | null }) {
  // The draft that was made of a new demand here: its address is another one, and the form goes on with what is typed.
  const [made, setMade] = useState<string | null>(null);
  const [discarded, setDiscarded] = useState(0);
  const [, go] = useLocation();
  useEffect(() => {
    if (made !== null) go(`/demands/${made}/edit`, { replace: true });
  }, [made, go]);
  if (id !== null && id !== made) return <KnownDemand key={id} id={id} />;
  return <NewDemand key={discarded} id={id} onMade={setMade} onDiscard={() => setDiscarded((count) => count + 1)} />;
}
