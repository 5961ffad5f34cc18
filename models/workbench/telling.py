"""What statements tell of workbenches: in SQL what models/ordering.py and its neighbours give in Python."""

from models.accounts.parties import Party
from models.database import is_postgres
from models.database.telling import FOUND, Items, Level, One, Parts, flags, numbers, words
from models.demands.applicants import Applicant, Bid
from models.demands.candidates import Standing
from models.demands.demand import Demand, is_sealed
from models.money import decimals, majors
from models.ordering import CRITERIA, DIGITS, NEUTRAL, SCALE, averages
from models.workbench.overview import RANKS

DEMAND = One(Demand, "{there}.id = {here}.demand_id", is_certain=True)
APPLICANT = One(Applicant, "{there}.id = {here}.applicant_id", is_certain=True)
SUBMITTED = One(Bid, "{there}.applicant_id = {here}.id AND {there}.number = {here}.submitted_number")
PARTY = One(Party, "{there}.id = {here}.party_id", is_certain=True)
# The values that the criteria measure, as JSON, given the rows of the demand, the bid and the party.
RAW = {
    "price_fit": majors("{bid}.price_minor", "{demand}.currency"),
    "delivery_time": f"'\"' || {numbers('{bid}.duration_days')} || '\"'",
    "skill_coverage": "'\"' || {covered} || '\"'",
    "track_record": averages("{party}.rating_total", "{party}.rating_parts", "{party}.rating_count"),
    "verification": "CASE WHEN {party}.verified_at IS NULL THEN '\"0\"' ELSE '\"1\"' END",
}


def scores(candidate: Level) -> Parts | None:
    """Scores of the candidates that a statement finds; null where one is not ranked.

    What the criteria have measured is stored beside each (models/workbench/measuring.py).
    """
    if not candidate.is_found:
        return None
    ranks = candidate.joined_part("ranks", RANKS.format(found=FOUND, which="TRUE"))
    points = f"-{ranks}.merit_key"
    return Parts(
        {
            "rank": lambda _: numbers(f"{ranks}.rank"),
            "total": lambda _: shares(points, DIGITS),
            "points": lambda _: f"'\"' || {decimals(f'({points})', DIGITS)} || '\"'",
            "contributions": Items(lambda: _contributions(candidate)),
        },
        lacks=lambda _: f"{ranks}.id IS NULL",
    )


def standings(demand: Level) -> Items:
    """How many candidates have each standing; none while bids are sealed (EB-3)."""
    counted = (
        f"SELECT COUNT(*) FROM candidate c WHERE c.demand_id = {demand.row}.id AND c.is_standing = TRUE "
        f"AND c.standing = known.standing AND NOT ({is_sealed(demand.row)})"
    )
    known = " UNION ALL ".join(f"SELECT {place} AS place, '{each}' AS standing" for place, each in enumerate(Standing))
    found = f"SELECT known.place, known.standing, ({counted}) AS number FROM ({known}) known"
    of = Parts({"standing": lambda item: words(f"{item}.standing"), "count": lambda item: numbers(f"{item}.number")})
    return Items(lambda: (found, of))


def criteria(demand: Level) -> Items:
    """What the demand's candidates are ranked by, as the demand has it."""
    goal = _by_key({each.key: f"'{each.goal}'" for each in CRITERIA}, "item.key")
    of = Parts(
        {
            "key": lambda item: words(f"{item}.key"),
            "weight": lambda item: numbers(f"{item}.weight"),
            "goal": lambda _: words(goal),
        }
    )
    return Items(lambda: (_weights(demand.row), of))


def _weights(demand: str) -> str:
    """The statement of the criteria of a demand with their weights, in their order."""
    if is_postgres():
        given = f"jsonb_array_elements({demand}.criteria) WITH ORDINALITY AS given(value, place)"
    else:
        given = f"(SELECT value, key AS place FROM json_each({demand}.criteria)) given"
    read = "given.value ->> 0 AS key, CAST(given.value ->> 1 AS BIGINT) AS weight"
    return f"SELECT given.place AS place, {read} FROM {given}"


def _contributions(candidate: Level) -> tuple[str, Parts]:
    demand, applicant = candidate.joined(DEMAND).row, candidate.joined(APPLICANT)
    bid, party = applicant.joined(SUBMITTED).row, applicant.joined(PARTY).row
    named = {"demand": demand, "bid": bid, "party": party, "covered": _covered(demand, party)}
    measures = _by_key({each.key: f"{candidate.row}.{each.key}" for each in CRITERIA})
    places = _by_key({each.key: str(place) for place, each in enumerate(CRITERIA)})
    found = (
        f"SELECT key, weight, measure, COALESCE(measure, {NEUTRAL}) AS counted, {places} AS place "
        f"FROM (SELECT key, weight, {measures} AS measure FROM ({_weights(demand)}) weights) measures"
    )
    raw = _by_key({key: text.format(**named) for key, text in RAW.items()}, "item.key")
    digits = len(str(SCALE)) - 1
    return found, Parts(
        {
            "key": lambda item: words(f"{item}.key"),
            "weight": lambda item: numbers(f"{item}.weight"),
            "raw": lambda item: f"CASE WHEN {item}.measure IS NULL THEN 'null' ELSE {raw} END",
            "normalized": lambda item: shares(f"{item}.counted", digits),
            "contribution": lambda item: shares(f"({item}.weight * {item}.counted)", DIGITS),
            "is_missing": lambda item: flags(f"{item}.measure IS NULL"),
        }
    )


def _by_key(values: dict[str, str], key: str = "key") -> str:
    cases = " ".join(f"WHEN '{name}' THEN {value}" for name, value in values.items())
    return f"CASE {key} {cases} END"


def _covered(demand: str, party: str) -> str:
    """How many of the demand's skills the party has."""
    if is_postgres():
        wanted = f"jsonb_array_elements_text({demand}.skills) wanted(skill)"
        return f"(SELECT COUNT(DISTINCT wanted.skill) FROM {wanted} WHERE jsonb_exists({party}.skills, wanted.skill))"
    held = f"SELECT held.value FROM json_each({party}.skills) held"
    return (
        f"(SELECT COUNT(DISTINCT wanted.value) FROM json_each({demand}.skills) wanted WHERE wanted.value IN ({held}))"
    )


def shares(value: str, digits: int) -> str:
    """A whole number of so many decimals, from 0 to 1, as JSON has a floating point number: in the shortest form."""
    whole, written = 10**digits, f"CAST({value} AS TEXT)"
    fixed = f"'0.' || rtrim(substr(CAST({whole} + {value} AS TEXT), 2), '0')"
    # Below a hundred-thousandth, it has an exponent.
    rest = f"substr(rtrim({written}, '0'), 2)"
    digit = f"substr({written}, 1, 1) || CASE {rest} WHEN '' THEN '' ELSE '.' || {rest} END"
    least = f"{digit} || 'e-' || CAST({digits + 1} - length({written}) AS TEXT)"
    cases = f"WHEN {value} = 0 THEN '0.0' WHEN {value} = {whole} THEN '1.0' WHEN {value} < {10 ** (digits - 5)}"
    return f"CASE {cases} THEN {least} ELSE {fixed} END"
