"""A stand-in for the endpoints of Stripe that are used, over real HTTP: its keys, errors, objects and signed events.

Written from the published API reference, https://docs.stripe.com/api; nothing is copied.
"""

import hashlib
import hmac
import itertools
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

SECRET, WEBHOOK_SECRET = "sk_test_" + "never-to-be-seen" * 2, "whsec_" + "nor-this-one" * 2
API = "2026-10-28.endive"
THREE_DECIMALS = {"bhd", "jod", "kwd", "omr", "tnd"}

Params = dict[str, Any]


class Wrong(Exception):
    """An error as Stripe answers it."""

    def __init__(self, status: int, kind: str, message: str, **more: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, **more}}


@dataclass
class Kept:
    """What was answered under a key."""

    asked: str
    status: int = 0
    body: Params | None = None


@dataclass
class StripeDesk:
    """Stripe on a port of its own; `with StripeDesk() as desk:`."""

    things: dict[str, Params] = field(default_factory=dict)
    keys: dict[str, Kept] = field(default_factory=dict)
    # Every call: method, path, key.
    calls: list[tuple[str, str, str | None]] = field(default_factory=list)
    # How the next calls go wrong: `500`, `429`, `402`, `lost` (done, but not answered), `held` (until `release`).
    mishaps: list[str] = field(default_factory=list)
    moved: list[Params] = field(default_factory=list)
    # The amount that payers really pay instead of what they were asked for.
    pays: int | None = None

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self.release = threading.Event()
        self.is_holding = threading.Event()

    def __enter__(self) -> Self:
        desk = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                desk._serve(self)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()

    # ---------- what people do there

    def pay(self, session: str) -> None:
        """A payer pays."""
        found = self.things[session]
        amount = found["amount_total"] if self.pays is None else self.pays
        intent = self._intent(found, "succeeded", amount)
        charge = self._keep("ch", "charge", amount=amount, currency=found["currency"], metadata=intent["metadata"])
        charge["payment_intent"] = intent["id"]
        found |= {"status": "complete", "payment_status": "paid"}
        self._move("charge", charge, amount)

    def fail(self, session: str) -> None:
        """A payment that takes days does not go through."""
        found = self.things[session]
        self._intent(found, "requires_payment_method", 0)
        found["status"] = "complete"

    def expire(self, session: str) -> None:
        self.things[session]["status"] = "expired"

    def complete(self, account: str, *, details: bool = True, active: bool = True) -> None:
        """A receiver completes the account."""
        capabilities = {"transfers": "active" if active else "inactive"}
        self.things[account] |= {
            "details_submitted": details,
            "payouts_enabled": active,
            "capabilities": capabilities,
        }

    def event(self, kind: str, thing: str, *, id: str | None = None, at: float | None = None) -> tuple[bytes, str]:
        """An event's body and its signature."""
        number = next(self._numbers)
        event = {
            "id": id or f"evt_{number}",
            "object": "event",
            "api_version": API,
            "created": int(time.time()),
            "type": kind,
            "livemode": False,
            "data": {"object": self.things.get(thing, {"object": "balance"})},
        }
        body = json.dumps(event).encode()
        return body, signature(body, at=at)

    def of(self, kind: str) -> list[Params]:
        """Every object of a kind, such as `checkout.session`."""
        return [each for each in self.things.values() if each["object"] == kind]

    # ---------- HTTP

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("content-length") or 0)
        body = request.rfile.read(length).decode()
        url = urlsplit(request.path)
        key = request.headers.get("idempotency-key")
        with self._lock:
            self.calls.append((request.command, url.path, key))
            mishap = self.mishaps.pop(0) if self.mishaps else ""
        if mishap == "500":
            self._answer(request, 500, {"error": {"type": "api_error", "message": "Sorry."}})
            return
        if mishap == "429":
            self._answer(
                request, 429, {"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "-"}}
            )
            return
        if mishap == "402":
            self._answer(request, 402, {"error": {"type": "card_error", "code": "card_declined", "message": "No."}})
            return
        try:
            if request.headers.get("authorization") != f"Bearer {SECRET}":
                raise Wrong(401, "invalid_request_error", "Invalid API Key provided: sk_test_****")
            status, answer = self._kept(request.command, url.path, body or url.query, key)
        except Wrong as wrong:
            status, answer = wrong.status, wrong.body
        if mishap == "held":
            self.is_holding.set()
            self.release.wait(60)
        if mishap in ("lost", "held"):
            request.close_connection = True
            return
        self._answer(request, status, answer)

    def _answer(self, request: BaseHTTPRequestHandler, status: int, answer: Params) -> None:
        body = json.dumps(answer).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.send_header("Request-Id", f"req_{next(self._numbers)}")
        request.end_headers()
        request.wfile.write(body)

    def _kept(self, method: str, path: str, text: str, key: str | None) -> tuple[int, Params]:
        """The answer, or the one that the key has had: the same for the same parameters, and an error for others."""
        params = nested(text)
        if method == "GET" or key is None:
            return self._do(method, path, params)
        asked = json.dumps([path, params], sort_keys=True)
        with self._lock:
            former = self.keys.get(key)
            if former is None:
                self.keys[key] = kept = Kept(asked)
        if former is not None:
            if former.asked != asked:
                raise Wrong(
                    400, "idempotency_error", "Keys can only be used with the parameters they were first used with."
                )
            if former.body is None:
                raise Wrong(409, "invalid_request_error", "In progress.", code="idempotency_key_in_use")
            return former.status, former.body
        try:
            kept.status, kept.body = self._do(method, path, params)
        except Wrong as wrong:
            kept.status, kept.body = wrong.status, wrong.body
        return kept.status, kept.body

    def _do(self, method: str, path: str, params: Params) -> tuple[int, Params]:
        with self._lock:
            for pattern, act in ROUTES:
                if found := re.fullmatch(pattern, f"{method} {path}"):
                    return 200, act(self, params, *found.groups())
        raise Wrong(404, "invalid_request_error", f"Unrecognized request URL ({method}: {path}).")

    # ---------- endpoints

    def _create_session(self, params: Params) -> Params:
        (item,) = params["line_items"].values()
        price = item["price_data"]
        amount = int(price["unit_amount"]) * int(item["quantity"])
        _check(amount, price["currency"])
        made = self._keep(
            "cs",
            "checkout.session",
            mode=params["mode"],
            amount_total=amount,
            currency=price["currency"],
            client_reference_id=params.get("client_reference_id"),
            metadata=params.get("metadata", {}),
            status="open",
            payment_status="unpaid",
            payment_intent=None,
        )
        self.things[made["id"]]["_intended"] = params.get("payment_intent_data", {}).get("metadata", {})
        made["url"] = f"https://checkout.stripe.com/c/pay/{made['id']}"
        return _public(made)

    def _read(self, params: Params, id: str) -> Params:
        found = self.things.get(id)
        if found is None:
            raise Wrong(404, "invalid_request_error", f"No such object: '{id}'", code="resource_missing", param="id")
        shown = _public(found)
        if "payment_intent" in params.get("expand", {}).values() and shown.get("payment_intent"):
            shown["payment_intent"] = self.things[shown["payment_intent"]]
        return shown

    def _expire_session(self, _: Params, id: str) -> Params:
        found = self.things[id]
        if found["status"] != "open":
            raise Wrong(400, "invalid_request_error", "Only Checkout Sessions with a status of open can be expired.")
        found["status"] = "expired"
        return _public(found)

    def _create_refund(self, params: Params) -> Params:
        intent = self.things[params["payment_intent"]]
        amount = int(params["amount"])
        if amount > intent["amount_received"] - intent.setdefault("_refunded", 0):
            raise Wrong(400, "invalid_request_error", "Too much.", code="amount_too_large")
        intent["_refunded"] += amount
        made = self._keep(
            "re",
            "refund",
            amount=amount,
            currency=intent["currency"],
            payment_intent=intent["id"],
            metadata=params.get("metadata", {}),
            status="succeeded",
        )
        self._move("refund", made, -amount)
        return made

    def _create_transfer(self, params: Params) -> Params:
        amount = int(params["amount"])
        account = self.things.get(params["destination"])
        if account is None or account["capabilities"].get("transfers") != "active":
            raise Wrong(400, "invalid_request_error", "Not able.", code="insufficient_capabilities_for_transfer")
        if amount > sum(each["amount"] for each in self.moved if each["currency"] == params["currency"]):
            raise Wrong(400, "invalid_request_error", "Insufficient funds.", code="balance_insufficient")
        made = self._keep(
            "tr",
            "transfer",
            amount=amount,
            currency=params["currency"],
            destination=params["destination"],
            transfer_group=params.get("transfer_group"),
            metadata=params.get("metadata", {}),
            amount_reversed=0,
            reversed=False,
        )
        self._move("transfer", made, -amount)
        return made

    def _list(self, params: Params, kind: str) -> Params:
        """Objects of a kind that have what the parameters say."""
        wanted = {name: value for name, value in params.items() if name != "limit"}
        found = [_public(each) for each in reversed(self.of(kind)) if wanted.items() <= each.items()]
        page = found[: int(params.get("limit", 10))]
        return {"object": "list", "url": f"/v1/{kind}s", "data": page, "has_more": len(page) < len(found)}

    def _create_account(self, params: Params) -> Params:
        return self._keep(
            "acct",
            "account",
            type=params["type"],
            capabilities={"transfers": "inactive"},
            metadata=params.get("metadata", {}),
            details_submitted=False,
            payouts_enabled=False,
        )

    def _create_link(self, params: Params) -> Params:
        self._read({}, params["account"])
        url = f"https://connect.stripe.com/setup/{params['account']}/{next(self._numbers)}"
        return {"object": "account_link", "created": int(time.time()), "expires_at": int(time.time()) + 300, "url": url}

    def _list_moved(self, params: Params) -> Params:
        created = {name: int(value) for name, value in params["created"].items()}
        found = [each for each in reversed(self.moved) if created["gte"] <= each["created"] < created["lt"]]
        if after := params.get("starting_after"):
            ids = [each["id"] for each in found]
            found = found[ids.index(after) + 1 :]
        most = int(params.get("limit", 10))
        page = [
            {**each, "source": _public(self.things[each["source"]])} if "expand" in params else each for each in found
        ]
        return {"object": "list", "url": "/v1/balance_transactions", "data": page[:most], "has_more": len(page) > most}

    # ---------- what it keeps

    def _keep(self, prefix: str, kind: str, **said: Any) -> Params:
        id = f"{prefix}_{next(self._numbers)}"
        self.things[id] = {"id": id, "object": kind, "created": int(time.time()), "livemode": False, **said}
        return self.things[id]

    def _intent(self, session: Params, status: str, received: int) -> Params:
        intent = self._keep(
            "pi",
            "payment_intent",
            status=status,
            amount=session["amount_total"],
            amount_received=received,
            currency=session["currency"],
            metadata=session["_intended"],
        )
        session["payment_intent"] = intent["id"]
        return intent

    def _move(self, kind: str, source: Params, amount: int) -> None:
        self.moved.append(
            {
                "id": f"txn_{next(self._numbers)}",
                "object": "balance_transaction",
                "type": kind,
                "amount": amount,
                "currency": source["currency"],
                "created": int(time.time()),
                "source": source["id"],
            }
        )


ROUTES: list[tuple[str, Callable[..., Params]]] = [
    (r"POST /v1/checkout/sessions", StripeDesk._create_session),
    (r"GET /v1/checkout/sessions/(cs_\w+)", StripeDesk._read),
    (r"POST /v1/checkout/sessions/(cs_\w+)/expire", StripeDesk._expire_session),
    (r"POST /v1/refunds", StripeDesk._create_refund),
    (r"GET /v1/(refund)s", StripeDesk._list),
    (r"GET /v1/(transfer)s", StripeDesk._list),
    (r"GET /v1/refunds/(re_\w+)", StripeDesk._read),
    (r"POST /v1/transfers", StripeDesk._create_transfer),
    (r"GET /v1/transfers/(tr_\w+)", StripeDesk._read),
    (r"POST /v1/accounts", StripeDesk._create_account),
    (r"GET /v1/accounts/(acct_\w+)", StripeDesk._read),
    (r"POST /v1/account_links", StripeDesk._create_link),
    (r"GET /v1/balance_transactions", StripeDesk._list_moved),
]


def signature(body: bytes, *, secret: str = WEBHOOK_SECRET, at: float | None = None) -> str:
    """The header Stripe-Signature of a body."""
    stamp = str(int(time.time() if at is None else at))
    signed = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={signed}"


def nested(text: str) -> Params:
    """Parameters in Stripe's form, such as `a[b][0]=c`; the places of lists are keys."""
    found: Params = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, *others = re.findall(r"[^\[\]]+", name)
        place = found
        for inner in (first, *others)[:-1]:
            place = place.setdefault(inner, {})
        place[(first, *others)[-1]] = value
    return found


def _public(thing: Params) -> Params:
    return {name: value for name, value in thing.items() if not name.startswith("_")}


def _check(amount: int, currency: str) -> None:
    if currency in THREE_DECIMALS and amount % 10:
        raise Wrong(400, "invalid_request_error", "The last digit has to be 0.", code="parameter_invalid_integer")
