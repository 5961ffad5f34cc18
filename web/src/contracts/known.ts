/** What is known of a party before anybody writes it into a contract. */
import { SIDES, termsIn } from "./terms";

interface Viewer {
  readonly parties: readonly { readonly id: string; readonly taxProfile: TaxProfile | null | undefined }[];
  /** The latest first. */
  readonly contracts: {
    readonly edges: readonly {
      readonly node: {
        readonly terms: string;
        readonly awarder: { readonly id: string };
        readonly receiver: { readonly id: string };
      };
    }[];
  };
}

interface TaxProfile {
  readonly address: readonly string[];
  readonly postcode: string | null | undefined;
  readonly city: string;
  readonly country: string;
  readonly taxNumber: string | null | undefined;
  readonly vatNumber: string | null | undefined;
  readonly registration: string | null | undefined;
  readonly email: string | null | undefined;
}

/**
 * What the latest contract says of a party, in which the viewer's own party could read it: any of its own, and of the
 * other side those between the two. Before its first one, the own party is known by its tax details.
 */
export function knownOf(
  viewer: Viewer | null | undefined,
  id: string,
  otherId: string,
): Readonly<Record<string, string>> {
  const own = viewer?.parties.find((party) => party.id === id);
  for (const { node } of viewer?.contracts.edges ?? []) {
    const sides = { awarder: node.awarder.id, receiver: node.receiver.id };
    const side = SIDES.find((each) => sides[each] === id);
    if (side && (own || Object.values(sides).includes(otherId))) return termsIn(node.terms).parties[side];
  }
  const taxes = own?.taxProfile;
  if (!taxes) return {};
  const { address, postcode, city, country, registration, taxNumber, vatNumber, email } = taxes;
  return {
    address: [...address, [postcode, city].filter(Boolean).join(" "), country].filter(Boolean).join("\n"),
    registration: registration ?? "",
    taxNumber: vatNumber || taxNumber || "",
    email: email ?? "",
  };
}
