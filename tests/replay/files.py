"""Reads the files as tenders. The data of each bid is kept as dirty as it is in the file."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

# Next to the checkout: nothing of it belongs to the project.
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
KINDS_OF_WORK = (
    *("water", "road", "pipe", "sewer", "renewal", "renovation", "repair", "maintenance", "dismantling"),
    *("refurbishment", "restoration", "design", "outsourcing", "survey", "research", "consulting", "construction"),
)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of a file: who offers what. A missing price is an amount of 0 without a currency."""

    bidder: str
    skills: tuple[str, ...]
    currency: str
    amount: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Tender:
    """One tender with its offers, in the order of the file. Amounts are in major units."""

    name: str
    title: str
    description: str
    skills: tuple[str, ...]
    currency: str
    budget_low: str | None
    budget_high: str | None
    is_sealed: bool
    offers: tuple[Offer, ...]


def worldbank() -> list[Tender]:
    """Opening prices; what a tender is budgeted at is the price of the contract that came of it.

    Its currency is the one that most of its bids name. The country of the contract is what the tender asks
    to be known, the countries that the file gives a bidder are what that bidder knows.
    """
    countries = _gathered((row["bidder.name"], row["bidder.country"]) for row in _rows("worldbank", "bids"))
    contracts = {row["contract"]: row for row in _rows("worldbank", "contracts")}
    tenders = []
    for name, rows in _by(_rows("worldbank", "bids"), "contract_id").items():
        contract = contracts[rows[0]["contract"]]
        currency = _most_common(row["opening.price.currency"] for row in rows)
        budget = contract["price.amount"] if contract["price.currency"] == currency else ""
        tenders.append(
            Tender(
                name=name,
                title=f"Contract {name}",
                description=f"A contract of project {rows[0]['project']}.",
                skills=tuple(filter(None, [contract["contract.country"]])),
                currency=currency,
                budget_low=None,
                budget_high=budget or None,
                is_sealed=False,
                offers=tuple(
                    Offer(
                        " ".join(row["bidder.name"].split()),
                        countries[row["bidder.name"]],
                        row["opening.price.currency"],
                        _opening_price(row),
                    )
                    for row in rows
                ),
            )
        )
    return tenders


def _opening_price(row: Row) -> str:
    """With its decimals, which only the raw text has; of several prices in it the first is the one that was parsed."""
    found = re.match(rf"{row['opening.price.currency']} ([\d,]+\.\d\d)", row["opening.price.raw"])
    if found and row["opening.price.currency"]:
        return found[1].replace(",", "")
    return row["opening.price.amount"] or "0"


def tsuchiura() -> list[Tender]:
    """Sealed auctions between the least and the reserve price; a bidder can do what it was once the winner of."""
    skills = _gathered(
        (row["bidder"], kind)
        for row in _rows("tsuchiura", "bids")
        if row["winner"] == "1"
        for kind in KINDS_OF_WORK
        if row[kind] == "1"
    )
    return [
        Tender(
            name=name,
            title=rows[0]["projecttitle"] or f"Auction {name}",
            description=rows[0]["projectdetails"] or f"Auction {name}.",
            skills=tuple(kind for kind in KINDS_OF_WORK if rows[0][kind] == "1"),
            currency="JPY",
            budget_low=rows[0]["minprice"] or None,
            budget_high=rows[0]["reserveprice"] or None,
            is_sealed=True,
            offers=tuple(
                Offer(
                    row["bidder"].strip(), skills.get(row["bidder"], ()), "JPY" if row["bid"] else "", row["bid"] or "0"
                )
                for row in rows
            ),
        )
        for name, rows in _by(_rows("tsuchiura", "bids"), "pid").items()
    ]


def toku() -> list[Tender]:
    """Jobs in US dollars, their bids in the order of their time."""
    jobs = {row["job_id"]: row for row in _rows("toku", "jobs")}
    return [
        Tender(
            name=name,
            title=rows[0]["job_title"],
            description=rows[0]["job_title"],
            skills=(),
            currency="USD",
            budget_low=None,
            budget_high=_dollars(jobs[name]["budget_cents"]) if int(jobs[name]["budget_cents"]) else None,
            is_sealed=False,
            offers=tuple(
                Offer(row["bidder"].strip(), (), "USD", _dollars(row["price_cents"]), row["status"] == "WITHDRAWN")
                for row in sorted(rows, key=lambda row: row["created_at"])
            ),
        )
        for name, rows in _by(_rows("toku", "bids"), "job_id").items()
    ]


READERS: dict[str, Callable[[], list[Tender]]] = {"worldbank": worldbank, "tsuchiura": tsuchiura, "toku": toku}


def sample(tenders: list[Tender], size: int) -> list[Tender]:
    """That many tenders, spread evenly over the file."""
    size = min(size, len(tenders))
    return [tenders[place * len(tenders) // size] for place in range(size)]


def _rows(folder: str, name: str) -> list[Row]:
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The distinct values of each key."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key] |= {value: None} if value else {}
    return {key: tuple(values) for key, values in found.items()}


def _most_common(values: Iterable[str]) -> str:
    """The first of the most common ones; blank if all are."""
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), "")


def _dollars(cents: str) -> str:
    return f"{int(cents) // 100}.{int(cents) % 100:02}"
