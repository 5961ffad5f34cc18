/** What an entry in the record of a contract is about, as its canonical text has it. */

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

interface Facts {
  /** Its number. */
  readonly stage?: number;
  readonly amount?: Amount;
  /** What each side gets if the money of a stage is divided. */
  readonly toReceiver?: Amount;
  readonly toAwarder?: Amount;
}

/** The facts that people read; none if the text is not that of an entry. */
export function factsIn(canonical: string): Facts {
  const facts = read(canonical);
  const { stage, currency } = facts;
  const amountOf = (name: string): Amount | undefined => {
    const amount = facts[name];
    return typeof amount === "string" && typeof currency === "string" ? { amount, currency } : undefined;
  };
  return {
    ...(typeof stage === "number" && { stage }),
    amount: amountOf("amount"),
    toReceiver: amountOf("receiver"),
    toAwarder: amountOf("awarder"),
  };
}

function read(canonical: string): Record<string, unknown> {
  try {
    const { facts } = JSON.parse(canonical);
    return facts && typeof facts === "object" ? facts : {};
  } catch {
    return {};
  }
}
