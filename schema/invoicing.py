"""The GraphQL types of the next invoice on a contract, and of what stands in its way."""

from typing import Any

import strawberry
from strawberry.schema import ExceptionHandler

from documents.invoicing.invoice import DocumentKind
from models import tally
from models.contracts.contract import ContractSide
from models.invoices import obstacles
from models.invoices.obstacles import ObstaclePlace
from models.invoices.prospects import Expected, Prospect, ProspectLine
from models.refusals.wording import said
from resolvers.context import Info
from schema.base import field, shows
from schema.money import Money
from schema.refusals import Refusal
from schema.sharing import Differs

strawberry.enum(ContractSide, description="One of the two sides of a contract.")
strawberry.enum(DocumentKind, name="InvoiceKind", description="Which document an invoice is.")
strawberry.enum(ObstaclePlace, description="Where something that stands in the way of an invoice is removed.")


def _why(root: strawberry.Parent[obstacles.Obstacle], info: Info) -> str:
    return said(root.refusal, info.context.locale)


@strawberry.type(description="Something that stands in the way of an invoice.")
@shows(obstacles.Obstacle)
class Obstacle:
    code: str = field("A stable code for programs, such as TAX_DETAILS_MISSING.")
    message: str = field(
        "For people, in the same language as a refusal: what is missing, said to the viewer's side.",
        _why,
        differs=Differs.BY_USER,
    )
    side: ContractSide | None = field("The side that has to remove it; null where neither can do so alone.")
    place: ObstaclePlace | None = field("Where it is removed; null where it cannot be.")


@strawberry.type(
    description=(
        "Something stands in the way, and this is all of it. The code is that of the first one, and the message has "
        "the messages of all."
    )
)
@shows(obstacles.Obstructed)
class Obstructed(Refusal):
    obstacles: list[Obstacle] = field("All that stands in the way.")


_REASON = (
    "Why it is taxed so or not at all, as the invoice itself says it, in the language of the contract; null where it "
    "says nothing of it"
)


@strawberry.type(description="What an invoice on all of a stage that can be invoiced now would say.")
@shows(ProspectLine)
class InvoicingLine:
    stage_number: int = field("The number of the stage.")
    net: Money = field("The part of `gross` without tax.")
    tax: Money = field("The tax in `gross`.")
    gross: Money = field("What is invoiced in all: the `billable` of the stage.")


@strawberry.type(description="What an invoice that was asked for would state if it were issued now.")
@shows(Expected)
class ExpectedInvoice:
    tax_basis_points: int = field("The rate of its tax in hundredths of a percent of `net`.")
    tax_reason: str | None = field(_REASON + ".")
    net: Money = field("The part of `gross` without tax.")
    tax: Money = field("The tax in `gross`; zero if it has none.")
    gross: Money = field("What is invoiced in all, with the tax in it.")


@strawberry.type(description="The next invoice on a contract, before anybody tries to issue it.")
@shows(Prospect)
class Invoicing:
    side: ContractSide = field(
        "The side that issues it: the viewer's own, if the rules of the receiver's country let it, and if the receiver "
        "agrees to self-billing where that is needed; otherwise the other one."
    )
    kind: DocumentKind | None = field(
        "Which document it is; null while that is not known: before the receiver has described its taxes, or where "
        "the rules have none."
    )
    tax_basis_points: int | None = field(
        "The rate of its tax in hundredths of a percent of `net`; null while tax details or rules stand in its way."
    )
    tax_reason: str | None = field(_REASON + "; null while tax details or rules stand in its way, too.")
    lines: list[InvoicingLine] = field(
        "What it would say of each stage of which something can be invoiced; empty while tax details or rules stand in "
        "its way."
    )
    obstacles: list[Obstacle] = field(
        "All that stands in the way of it; empty if it can be issued now. `invoiceStage` is refused with the same.",
        differs=Differs.BY_USER,
    )


class OnObstructed(ExceptionHandler[obstacles.Obstructed, Obstructed]):
    def handle(self, exception: obstacles.Obstructed, *, info: Info, **_: Any) -> Any:
        tally.refusals[exception.code] += 1
        message = " ".join(said(each.refusal, info.context.locale) for each in exception.obstacles)
        return Obstructed(code=exception.code, message=message, obstacles=exception.obstacles)  # type: ignore[arg-type] # as shown
