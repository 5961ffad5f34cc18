"""Payments with Stripe: separate charges and transfers, by its own library."""

from collections.abc import AsyncIterator, Awaitable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import stripe
import structlog
from stripe import (
    APIConnectionError,
    APIError,
    AuthenticationError,
    CardError,
    IdempotencyError,
    InvalidRequestError,
    PermissionError,
    RateLimitError,
    SignatureVerificationError,
    StripeClient,
    StripeError,
)

from providers.payments import Away, Found, Handed, Movement, Notice, Onboarded

CALL_SECONDS = 20.0
MOST_IN_TITLE = 200
# What Stripe does not move with all of its decimals, in our minor units: the last of three has to be zero there, and
# an ariary is not divided. https://docs.stripe.com/currencies
STEPS = {**dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 10), "MGA": 100}
# Stripe counts these in hundredths, although they have none.
IN_HUNDREDTHS = frozenset({"ISK", "UGX"})
# What it counts in whole units, although ISO 4217 divides it.
IN_WHOLES = frozenset({"MGA"})
MOVED_CURRENCIES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK "
    "JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR "
    "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS "
    "SRD STD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
)
CURRENCIES = frozenset(MOVED_CURRENCIES.split())
# Balance transactions that follow from what we ask for; what is only between Stripe and the platform is left out.
MOVED = {"charge": "PAY_IN", "payment": "PAY_IN", "refund": "REFUND", "payment_refund": "REFUND", "transfer": "PAY_OUT"}
OWN = frozenset(
    {"stripe_fee", "stripe_fx_fee", "tax_fee", "payout", "payout_cancel", "payout_failure", "topup", "topup_reversal"}
)
REFUNDS = {"succeeded": "SUCCEEDED", "failed": "FAILED", "canceled": "CANCELLED"}
# Refusals that another attempt can get over: above all money that has been paid in and is not available yet.
PASSING = frozenset({"balance_insufficient", "insufficient_funds", "lock_timeout", "idempotency_key_in_use"})

T = TypeVar("T")

# It would send along how long former requests took.
stripe.enable_telemetry = False
log = structlog.get_logger(__name__)


class Stripe:
    """Stripe with one secret key, and another one that signs its webhooks; `url` is that of a stand-in, for tests."""

    name = "stripe"
    # Stripe knows keys for 24 hours at least.
    keeps_keys_hours = 23

    def __init__(self, secret: str, webhook_secret: str, *, url: str | None = None) -> None:
        self._http = stripe.HTTPXClient(timeout=CALL_SECONDS)
        self._client = StripeClient(
            secret,
            http_client=self._http,
            max_network_retries=0,
            base_addresses={"api": url} if url else {},
        )
        self._webhook_secret = webhook_secret

    def __repr__(self) -> str:
        return "Stripe()"

    async def close(self) -> None:
        await self._http.close_async()  # type: ignore[no-untyped-call] # of the library

    def step_in(self, currency: str) -> int | None:
        return STEPS.get(currency, 1) if currency in CURRENCIES else None

    async def start_payment(self, ref: str, minor: int, currency: str, *, key: str, title: str, back: str) -> Handed:
        metadata = {"payment": ref}
        asked = self._client.v1.checkout.sessions.create_async(
            {
                "mode": "payment",
                "client_reference_id": ref,
                "metadata": metadata,
                "payment_intent_data": {"metadata": metadata},
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": currency.lower(),
                            "unit_amount": _there(minor, currency),
                            "product_data": {"name": title[:MOST_IN_TITLE]},
                        },
                    }
                ],
                "success_url": back,
                "cancel_url": back,
            },
            {"idempotency_key": key},
        )
        made = await _handed(asked)
        return made if isinstance(made, Handed) else Handed(made.id, made.url)

    async def cancel_payment(self, id: str) -> None:
        try:
            await self._client.v1.checkout.sessions.expire_async(id)
        except InvalidRequestError as error:
            # It is not open any more: somebody has paid, or it has expired.
            log.info("stripe_not_cancelled", code=error.code, status=error.http_status, request=error.request_id)
        except StripeError as error:
            raise _away(error) from None

    async def refund(self, payment_id: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        session = await _answered(self._client.v1.checkout.sessions.retrieve_async(payment_id))
        if session is None or session.payment_intent is None:
            return Handed(None, failure="There is no payment to refund.")
        asked = self._client.v1.refunds.create_async(
            {
                "payment_intent": _id_of(session.payment_intent),
                "amount": _there(minor, currency),
                "metadata": {"payment": ref, "key": key},
            },
            {"idempotency_key": key},
        )
        made = await _handed(asked)
        return made if isinstance(made, Handed) else Handed(made.id)

    async def pay_out(self, account: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        asked = self._client.v1.transfers.create_async(
            {
                "amount": _there(minor, currency),
                "currency": currency.lower(),
                "destination": account,
                "transfer_group": key,
                "metadata": {"payment": ref},
            },
            {"idempotency_key": key},
        )
        made = await _handed(asked)
        return made if isinstance(made, Handed) else Handed(made.id)

    async def find_asked(self, kind: str, key: str, of: str) -> Handed | None:
        if kind == "PAY_OUT":
            listed = self._client.v1.transfers.list_async({"transfer_group": key, "destination": of, "limit": 1})
            return next((Handed(each.id) for each in (await _asked(listed)).data), None)
        if kind == "REFUND":
            session = await _answered(self._client.v1.checkout.sessions.retrieve_async(of))
            if session is not None and session.payment_intent is not None:
                intent = _id_of(session.payment_intent)
                return await self._refund_with(key, intent)
        return None

    async def _refund_with(self, key: str, intent: str) -> Handed | None:
        page: Any = await _asked(self._client.v1.refunds.list_async({"payment_intent": intent, "limit": 100}))
        while True:
            for each in page.data:
                if (each.to_dict().get("metadata") or {}).get("key") == key:
                    return Handed(each.id)
            if not page.has_more:
                return None
            page = await _asked(page.next_page_async())

    async def look_up(self, id: str) -> Found | None:
        match id.partition("_")[0]:
            case "cs":
                expanded = self._client.v1.checkout.sessions.retrieve_async(id, {"expand": ["payment_intent"]})
                session = await _answered(expanded)
                return _paid_in(session.to_dict()) if session and session.mode == "payment" else None
            case "re":
                refund = await _answered(self._client.v1.refunds.retrieve_async(id))
                return _refunded(refund.to_dict()) if refund else None
            case "tr":
                transfer = await _answered(self._client.v1.transfers.retrieve_async(id))
                return _paid_out(transfer.to_dict()) if transfer else None
            case "acct":
                account = await _answered(self._client.v1.accounts.retrieve_async(id))
                return _account(account.to_dict()) if account else None
        return None

    async def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        try:
            event = self._client.construct_event(body, headers.get("stripe-signature"), self._webhook_secret)
            said = event.to_dict()["data"]["object"]
            # Some objects, such as the balance, have no id: nothing is looked up for them.
            return Notice(str(event.id), str(said.get("id") or event.id))
        except (SignatureVerificationError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None

    async def list_movements(self, start: datetime, end: datetime) -> AsyncIterator[Movement]:
        listed = self._client.v1.balance_transactions.list_async(
            {
                "created": {"gte": int(start.timestamp()), "lt": int(end.timestamp())},
                "limit": 100,
                "expand": ["data.source"],
            }
        )
        page: Any = await _asked(listed)
        while True:
            for each in page.data:
                moved = each.to_dict()
                if moved["type"] not in OWN:
                    yield _movement(moved)
            if not page.has_more:
                return
            page = await _asked(page.next_page_async())

    async def onboard(self, ref: str, account: str | None, *, key: str, back: str) -> Onboarded:
        if account is None:
            made = await _asked(
                self._client.v1.accounts.create_async(
                    {
                        "type": "express",
                        "capabilities": {"transfers": {"requested": True}},
                        "metadata": {"account": ref},
                    },
                    {"idempotency_key": key},
                )
            )
            account = made.id
        link = await _asked(
            self._client.v1.account_links.create_async(
                {"account": account, "type": "account_onboarding", "refresh_url": back, "return_url": back}
            )
        )
        return Onboarded(account, link.url)


async def _asked(call: Awaitable[T]) -> T:
    """The answer; raises Away for every error: nobody waits for more than an answer."""
    try:
        return await call
    except StripeError as error:
        raise _away(error) from None


async def _answered(call: Awaitable[T]) -> T | None:
    """The object; None if there is no such object. Raises Away."""
    try:
        return await call
    except InvalidRequestError as error:
        if error.http_status == 404:
            return None
        raise _away(error) from None
    except StripeError as error:
        raise _away(error) from None


async def _handed(call: Awaitable[T]) -> T | Handed:
    """The object that was made, or the refusal for good. Raises Away where the outcome is unknown or may change."""
    try:
        return await call
    except (CardError, InvalidRequestError) as error:
        if error.code in PASSING:
            raise _away(error) from None
        # Its message may quote what was sent: the code says enough.
        log.warning("stripe_refused", code=error.code, status=error.http_status, request=error.request_id)
        return Handed(None, failure=f"Stripe refused it: {error.code or type(error).__name__}.")
    except (
        APIConnectionError,
        APIError,
        AuthenticationError,
        IdempotencyError,
        PermissionError,
        RateLimitError,
    ) as error:
        raise _away(error) from None


def _away(error: StripeError) -> Away:
    return Away(f"Stripe: {type(error).__name__} {error.http_status} {error.code} {error.request_id}")


def _paid_in(session: dict[str, Any]) -> Found:
    currency = session["currency"].upper()
    intent = session["payment_intent"] if isinstance(session.get("payment_intent"), dict) else {}
    amount, state, failure = session["amount_total"], "PENDING", None
    if session["status"] == "expired":
        state = "CANCELLED"
    elif session["payment_status"] == "paid":
        state, amount = "SUCCEEDED", intent.get("amount_received", amount)
    elif session["status"] == "complete" and intent.get("status") in ("requires_payment_method", "canceled"):
        state, failure = "FAILED", "The payment did not go through."
    return Found("PAY_IN", state, _here(amount, currency), currency, session["metadata"].get("payment"), failure)


def _refunded(refund: dict[str, Any]) -> Found:
    currency, state = refund["currency"].upper(), REFUNDS.get(refund["status"], "PENDING")
    failure = refund.get("failure_reason")
    return Found("REFUND", state, _here(refund["amount"], currency), currency, _ref_in(refund), failure)


def _paid_out(transfer: dict[str, Any]) -> Found:
    currency = transfer["currency"].upper()
    state = "FAILED" if transfer["reversed"] else "SUCCEEDED"
    left = transfer["amount"] if transfer["reversed"] else transfer["amount"] - transfer["amount_reversed"]
    return Found("PAY_OUT", state, _here(left, currency), currency, _ref_in(transfer))


def _account(account: dict[str, Any]) -> Found:
    is_active = account["capabilities"].get("transfers") == "active" and account["payouts_enabled"]
    state = "ACTIVE" if is_active else "RESTRICTED" if account["details_submitted"] else "PENDING"
    return Found("ACCOUNT", state, 0, "", (account.get("metadata") or {}).get("account"))


def _movement(moved: dict[str, Any]) -> Movement:
    source = moved["source"] if isinstance(moved["source"], dict) else {}
    # What the source says, in the currency that was asked for: the balance may be in another one.
    currency = (source.get("currency") or moved["currency"]).upper()
    minor = _here(source.get("amount", abs(moved["amount"])), currency)
    at = datetime.fromtimestamp(moved["created"], UTC)
    kind = MOVED.get(moved["type"], "OTHER")
    return Movement(source.get("id") or moved["id"], kind, _ref_in(source), minor, currency, at)


def _ref_in(thing: dict[str, Any]) -> str | None:
    ref: str | None = (thing.get("metadata") or {}).get("payment")
    return ref


def _id_of(thing: Any) -> str:
    return thing if isinstance(thing, str) else str(thing.id)


def _there(minor: int, currency: str) -> int:
    """An amount as Stripe counts it."""
    if currency in IN_HUNDREDTHS:
        return minor * 100
    return minor // 100 if currency in IN_WHOLES else minor


def _here(amount: int, currency: str) -> int:
    """An amount in our minor units."""
    if currency in IN_HUNDREDTHS:
        return amount // 100
    return amount * 100 if currency in IN_WHOLES else amount
