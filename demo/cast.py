"""The cast of the demonstration: people, their skills, and the parties that they created."""

from dataclasses import dataclass

from models.accounts.parties import MemberRole, PartyKind
from models.accounts.users import StaffRole

PASSWORD = "bidhall-demo"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person; any skills go into the profile of their individual party."""

    name: str
    skills: tuple[str, ...] = ()
    summary: str = ""
    staff: StaffRole | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """A team or an enterprise with its owner and the members who joined by invitation."""

    name: str
    kind: PartyKind
    owner: str
    skills: tuple[str, ...]
    summary: str
    members: tuple[tuple[str, MemberRole], ...] = ()


def address(key: str) -> str:
    return f"{key}@demo.example"


PEOPLE = {
    "adam": Somebody("Adam Stone", staff=StaffRole.ADMINISTRATOR),
    "rosa": Somebody("Rosa Klein", staff=StaffRole.RESOURCE_MANAGER),
    "nadia": Somebody("Nadia Berg", staff=StaffRole.MEDIATOR),
    "olivia": Somebody("Olivia Hart"),
    "marcus": Somebody("Marcus Reed"),
    "mei": Somebody("Mei Tanaka"),
    "daniel": Somebody("Daniel Okafor"),
    "ines": Somebody("Ines Moreau"),
    "felix": Somebody("Felix Baum"),
    "anders": Somebody("Anders Nilsen"),
    "priya": Somebody("Priya Raman"),
    "tomas": Somebody("Tomas Silva"),
    "lena": Somebody("Lena Vogel"),
    "hana": Somebody("Hana Sato"),
    "samir": Somebody("Samir Haddad"),
    "grace": Somebody("Grace Lin", ("python", "postgresql", "react", "graphql"), "Backends and their front ends."),
    "jonas": Somebody("Jonas Weber", ("postgresql", "oracle", "data migration"), "Databases since 2009."),
    "amara": Somebody("Amara Diallo", ("react", "typescript", "accessibility"), "Front ends that everybody can use."),
    "victor": Somebody("Victor Petrov", ("kubernetes", "terraform", "aws"), "Platforms, and nights without alarms."),
    "noor": Somebody("Noor Aziz", ("flutter", "kotlin", "swift"), "Apps for both stores from one source."),
    "ben": Somebody("Ben Carter", ("php", "wordpress")),
}

# They bid on the live demand while the server runs, if DEMO_TRICKLE_SECONDS is set.
CROWD = {
    "mateo": Somebody("Mateo Vargas", ("python", "graphql"), "APIs for logistics and trade."),
    "zanele": Somebody("Zanele Dube", ("react", "graphql", "maps"), "Maps on the web."),
    "pavel": Somebody("Pavel Novak", ("python", "postgresql", "kafka")),
    "ingrid": Somebody("Ingrid Holm", ("typescript", "react", "graphql", "postgresql")),
    "chidi": Somebody("Chidi Eze", ("python", "react")),
    "aisha": Somebody("Aisha Rahman", ("python", "postgresql", "graphql", "maps"), "Tracking systems for freight."),
    "tobias": Somebody("Tobias Frank", ("java", "postgresql")),
    "linh": Somebody("Linh Pham", ("react", "maps")),
}

PARTIES = {
    "harborline": Founded(
        "Harborline Logistics",
        PartyKind.ENTERPRISE,
        "olivia",
        (),
        "Freight forwarding between the North Sea and the Baltic.",
        (("marcus", MemberRole.MANAGER), ("mei", MemberRole.MEMBER)),
    ),
    "lumen": Founded(
        "Lumen Health Network", PartyKind.ENTERPRISE, "daniel", (), "Eleven clinics and their shared systems."
    ),
    "cobalt": Founded(
        "Cobalt Retail Group",
        PartyKind.ENTERPRISE,
        "ines",
        (),
        "Household goods in 140 shops and on the web.",
        (("felix", MemberRole.MEMBER),),
    ),
    "fjord": Founded(
        "Fjord Systems",
        PartyKind.ENTERPRISE,
        "anders",
        ("java", "openid connect", "kubernetes", "postgresql"),
        "Identity and integration for public and private clients, 60 people.",
    ),
    "brightforge": Founded(
        "Brightforge Software",
        PartyKind.ENTERPRISE,
        "priya",
        ("python", "react", "postgresql", "data migration", "flutter"),
        "Product engineering in Pune and Rotterdam.",
    ),
    "kestrel": Founded(
        "Kestrel Studio",
        PartyKind.TEAM,
        "tomas",
        ("react", "typescript", "graphql", "maps", "python"),
        "Four people who build dashboards.",
        (("lena", MemberRole.MANAGER),),
    ),
    "quietpixel": Founded(
        "Quiet Pixel", PartyKind.TEAM, "hana", ("flutter", "react", "accessibility"), "Design and apps, two people."
    ),
    "deltaops": Founded(
        "Delta Ops", PartyKind.TEAM, "samir", ("kubernetes", "openid connect", "terraform"), "Operations on call."
    ),
}
VERIFIED = ("harborline", "lumen", "cobalt", "fjord", "brightforge", "kestrel", "grace", "jonas", "aisha")

TO_TRY = (
    ("olivia", "client: owns Harborline Logistics, with a draft, an open demand and a pending offer"),
    ("mei", "member of Harborline Logistics: can read, remark and draft, but not decide"),
    ("ines", "client: owns Cobalt Retail Group, which is selecting"),
    ("daniel", "client: owns Lumen Health Network, with sealed bids"),
    ("tomas", "bidder: owns the team Kestrel Studio, which has an offer to answer"),
    ("grace", "bidder: an individual with several bids"),
    ("chidi", "bidder: an individual who makes the first bid in the README"),
    ("ben", "bidder: an individual whose bid is still a draft"),
    ("rosa", "resource manager of the shipment portal and of the sealed demand"),
    ("nadia", "mediator: a dispute between Cobalt Retail Group and Quiet Pixel waits for a ruling"),
    ("hana", "contractor: owns the team Quiet Pixel, which is in that dispute"),
    ("adam", "administrator"),
)
