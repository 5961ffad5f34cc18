"""The briefs that awarders in the demonstration publish."""

from decimal import Decimal

from models.accounts.parties import PartyKind
from models.demands.drafting import Brief, BudgetGiven

ANYBODY = [PartyKind.INDIVIDUAL, PartyKind.TEAM, PartyKind.ENTERPRISE]


def brief(
    title: str,
    description: str,
    skills: str,
    *,
    budget: tuple[int, int, str],
    days: int,
    audience: list[PartyKind] | None = None,
) -> Brief:
    low, high, currency = budget
    return Brief(
        title=title,
        description=description,
        skills=skills.split(", "),
        budget=BudgetGiven(Decimal(low), Decimal(high), currency),
        duration_days=days,
        audience=audience or ANYBODY,
    )


SHIPMENTS = brief(
    "Shipment tracking portal",
    "Our customers ask by telephone where their freight is. We want a portal that shows each shipment on a map, with "
    "the events of our carriers as they come, for about 3,000 users. Sources: two carrier APIs and our own PostgreSQL.",
    "Python, GraphQL, React, PostgreSQL, Maps",
    budget=(30_000, 48_000, "EUR"),
    days=75,
)
APPOINTMENTS = brief(
    "Appointment app for patients",
    "Patients book, move and cancel appointments in eleven clinics, in four languages and with a screen reader. The "
    "booking system has a documented API. Bids stay sealed until the deadline.",
    "Flutter, Accessibility",
    budget=(45_000, 80_000, "EUR"),
    days=120,
    audience=[PartyKind.TEAM, PartyKind.ENTERPRISE],
)
SHOP = brief(
    "Move the web shop from Oracle to PostgreSQL",
    "1.4 TB, 320 tables, 90 stored procedures. The shop may be down for one night. A rehearsal comes first.",
    "PostgreSQL, Oracle, Data migration",
    budget=(25_000, 60_000, "USD"),
    days=60,
)
DASHBOARD = brief(
    "Dashboard for the warehouse floor",
    "One large screen in each of five halls: orders waiting, docks in use, delays. Data comes from our Kafka topics.",
    "React, TypeScript, GraphQL",
    budget=(12_000, 20_000, "EUR"),
    days=45,
)
IDENTITY = brief(
    "One sign-in for eleven clinics",
    "Replace four directories by one identity provider with OpenID Connect, hosted in our own Kubernetes cluster.",
    "OpenID Connect, Kubernetes",
    budget=(60_000, 110_000, "EUR"),
    days=150,
    audience=[PartyKind.TEAM, PartyKind.ENTERPRISE],
)
LOYALTY = brief(
    "Pilot of a loyalty card",
    "A card in the telephone's wallet for twelve shops, with points for each purchase.",
    "Kotlin, Swift",
    budget=(15_000, 30_000, "USD"),
    days=60,
)
CATALOGUE = brief(
    "Product catalogue on the web",
    "Nine hundred articles with pictures, in Dutch and German, and a search that finds them.",
    "React, Accessibility",
    budget=(12_000, 20_000, "EUR"),
    days=60,
    audience=[PartyKind.TEAM, PartyKind.ENTERPRISE],
)
CUSTOMS = brief(
    "Customs declarations by API",
    "Declarations for export go out by mail today. We want to send them through the customs authority's interface.",
    "Python, XML",
    budget=(20_000, 35_000, "EUR"),
    days=90,
)
