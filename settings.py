"""The settings: read once from the environment, validated at start, never changed."""

import re
from datetime import timedelta
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from iso4217 import Currency
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from edge.documents import read_documents
from models.database.tls import MODES
from models.interviews.ice import IceTerms
from models.text import address, wire_address
from providers.mail import server_at

NAMING_FILES = ("sslrootcert", "sslcert", "sslkey", "ssl_ca_certs", "ssl_certfile", "ssl_keyfile")
NO_MAIL = "none"


class Environment(StrEnum):
    """Development serves GraphiQL and introspection; in production both are off by default."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class PaymentProvider(StrEnum):
    """Who moves money."""

    SANDBOX = "sandbox"
    STRIPE = "stripe"
    NONE = "none"


class Settings(BaseSettings):
    """Each field is read from the environment variable with the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    database_url: SecretStr = SecretStr("sqlite://bidhall.sqlite3")
    bus_url: SecretStr = SecretStr("memory://")
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    allowed_headers: Annotated[tuple[str, ...], NoDecode] = ("traceparent", "tracestate", "baggage")
    introspection: bool | None = None
    trusted_documents: Path | None = None
    untrusted_documents: bool | None = None
    max_body_bytes: int = Field(1_000_000, ge=1_000)
    max_depth: int = Field(15, ge=3)
    max_cost: int = Field(25_000, ge=100)
    max_answer_bytes: int = Field(5_000_000, ge=10_000)
    max_sockets: int = Field(200, ge=1)
    compare_one_in: int = Field(0, ge=0)
    least_bidding_seconds: int = Field(0, ge=0)
    amendment_window_hours: int = Field(48, ge=0)
    award_working_days: int = Field(3, ge=1)
    approval_working_days: int = Field(10, ge=1)
    signing_working_days: int = Field(10, ge=1)
    fee_basis_points: int = Field(500, ge=0, le=10_000)
    acceptance_working_days: int = Field(10, ge=1)
    refund_silence_days: int = Field(7, ge=1)
    idle_days: int = Field(60, ge=1)
    idle_mediation_days: int = Field(90, ge=1)
    dispute_answer_working_days: int = Field(5, ge=1)
    dispute_negotiation_working_days: int = Field(10, ge=1)
    dispute_mediation_working_days: int = Field(21, ge=1)
    working_calendar: Path | None = None
    signing_authority: Path | None = None
    default_currency: str = Field("USD", pattern="^[A-Z]{3}$")
    hash_memory_kib: int = Field(47_104, ge=32)
    hash_passes: int = Field(2, ge=1)
    sign_ups_an_hour: int = Field(60, ge=1)
    workers: int = Field(1, ge=1, le=64)
    retention_hours: int = Field(24 * 7, ge=1)
    shutdown_seconds: int = Field(20, ge=1)
    keep_alive_seconds: int = Field(5, ge=1)
    compression: bool = True
    otel_exporter_otlp_endpoint: str | None = Field(None, pattern=r"^https?://[^\s?#]+$")
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(None, ge=1, le=65_000)
    metrics_token: SecretStr | None = Field(None, min_length=16)
    public_url: str | None = Field(None, pattern=r"^https?://[^/\s?#]+$")
    web_folder: Path = Path(__file__).parent / "web" / "dist"
    web_url: str | None = Field(None, pattern=r"^https?://[^\s?#]+[^\s?#/]$")
    smtp_url: SecretStr | None = None
    mail_from: str = "Bidhall <bidhall@localhost>"
    secret_key: SecretStr | None = Field(None, min_length=32)
    id_secret: SecretStr | None = Field(None, min_length=32)
    files_url: str = "file://var/files"
    files_endpoint: str | None = Field(None, pattern=r"^https?://\S+$")
    files_region: str | None = None
    files_access_key_id: SecretStr = SecretStr("")
    files_secret_access_key: SecretStr = SecretStr("")
    max_file_bytes: int = Field(100_000_000, ge=1, le=2**31 - 1)
    upload_hours: int = Field(24, ge=1)
    link_minutes: int = Field(15, ge=1)
    max_unfinished_uploads: int = Field(20, ge=1)
    max_upload_bytes_a_day: int = Field(2_000_000_000, ge=1)
    stun_urls: Annotated[tuple[str, ...], NoDecode] = ()
    turn_secret: SecretStr = SecretStr("")
    turn_urls: Annotated[tuple[str, ...], NoDecode] = ()
    turn_seconds: int = Field(3_600, ge=60, le=86_400)
    demo_trickle_seconds: float = Field(0, ge=0)
    sandbox_in_production: bool = False
    sandbox_file: Path = Path("var/sandbox.sqlite3")
    sandbox_key: SecretStr | None = Field(None, min_length=32)
    sandbox_manners: str | None = None
    stripe_secret_key: SecretStr | None = Field(None, min_length=16)
    stripe_webhook_secret: SecretStr | None = Field(None, min_length=16)
    stripe_url: str | None = Field(None, pattern=r"^https?://[^\s?#]+[^\s?#/]$")
    # Below what it needs.
    payments: PaymentProvider | None = Field(None, validate_default=True)

    @field_validator("allowed_origins", "allowed_headers", "stun_urls", "turn_urls", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := [each for each in value if not re.fullmatch(r"https?://[^/\s,]+", each)]:
            raise ValueError(f"must have the form https://HOST,https://HOST:PORT; {wrong[0]!r} is not an origin")
        return value

    @field_validator("allowed_headers")
    @classmethod
    def _are_headers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := [each for each in value if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", each) or each == "*"]:
            raise ValueError(f"must have the form NAME,NAME; {wrong[0]!r} is not the name of a header")
        return value

    @field_validator("trusted_documents")
    @classmethod
    def _are_documents(cls, value: Path | None) -> Path | None:
        if value is not None:
            read_documents(value)
        return value

    @field_validator("untrusted_documents")
    @classmethod
    def _some_are_taken(cls, value: bool | None, info: ValidationInfo) -> bool | None:
        if value is False and info.data.get("trusted_documents") is None:
            raise ValueError("cannot be false without TRUSTED_DOCUMENTS: no document would be taken")
        return value

    @field_validator("stun_urls", "turn_urls")
    @classmethod
    def _are_servers(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        scheme = (info.field_name or "").removesuffix("_urls")
        if not all(re.fullmatch(rf"{scheme}s?:[^\s,/]+", each) for each in value):
            raise ValueError(f"must have the form {scheme}:HOST:PORT,{scheme}s:HOST:PORT")
        if value and scheme == "turn" and not info.data["turn_secret"].get_secret_value():
            raise ValueError("needs TURN_SECRET as well: the static-auth-secret of these servers")
        return value

    @field_validator("default_currency")
    @classmethod
    def _can_be_paid_in(cls, value: str) -> str:
        try:
            exponent = Currency(value).exponent
        except ValueError:
            exponent = None
        if exponent is None:
            raise ValueError("is not an ISO 4217 currency")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        if urlsplit(value.get_secret_value()).scheme not in ("sqlite", "postgres", "postgresql"):
            raise ValueError("must have the form sqlite://FILE or postgres://USER:PASSWORD@HOST:PORT/NAME")
        return _readable(value)

    @field_validator("bus_url")
    @classmethod
    def _known_bus(cls, value: SecretStr) -> SecretStr:
        if urlsplit(value.get_secret_value()).scheme not in ("memory", "redis", "rediss"):
            raise ValueError("must have the form memory:// or redis(s)://USER:PASSWORD@HOST:PORT/NUMBER")
        return _readable(value)

    @field_validator("smtp_url")
    @classmethod
    def _known_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and value.get_secret_value() != NO_MAIL:
            server_at(value.get_secret_value())
        return value

    @field_validator("mail_from")
    @classmethod
    def _one_address(cls, value: str) -> str:
        given = parseaddr(value)[1]
        name, _, host = given.rpartition("@")
        is_local = bool(name) and host.isalnum()  # such as localhost
        if not value.isprintable() or (address(given) is None and not is_local):
            raise ValueError("must have the form NAME <NAME@HOST>")
        return value if is_local else value.replace(given, wire_address(given))

    @field_validator("files_url")
    @classmethod
    def _known_store(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("file", "s3") or not parts.netloc + parts.path.strip("/"):
            raise ValueError("must have the form file://DIRECTORY or s3://BUCKET/PREFIX")
        return value

    @field_validator("working_calendar")
    @classmethod
    def _there(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"names a file that does not exist: {value}")
        return value

    @field_validator("sandbox_manners")
    @classmethod
    def _are_manners(cls, value: str | None) -> str | None:
        if value is not None:
            from providers.sandbox import manners_in

            manners_in(value)
        return value

    @field_validator("payments")
    @classmethod
    def _can_pay(cls, value: PaymentProvider | None, info: ValidationInfo) -> PaymentProvider:
        is_production = info.data.get("environment") is Environment.PRODUCTION
        if value is None:
            return PaymentProvider.NONE if is_production else PaymentProvider.SANDBOX
        if value is PaymentProvider.SANDBOX and is_production and not info.data.get("sandbox_in_production"):
            raise ValueError("the sandbox moves no money: production takes it only with SANDBOX_IN_PRODUCTION=true")
        keys = ("stripe_secret_key", "stripe_webhook_secret")
        if value is PaymentProvider.STRIPE and not all(info.data.get(each) for each in keys):
            raise ValueError("stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET as well")
        return value

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def home(self) -> str:
        """The URL of the front end, used for links in mails."""
        return self.web_url or self.server

    @property
    def server(self) -> str:
        """The URL of this server, used for links in mails that it answers itself."""
        return self.public_url or self.near

    @property
    def near(self) -> str:
        """The URL of this server from its own machine, whatever proxy is in front of it."""
        # A server that listens everywhere is found there.
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def serves_front_end(self) -> bool:
        """Whether this server serves the front end: unless WEB_URL names another one."""
        return self.web_url in (None, self.public_url)

    @property
    def has_readable_metrics(self) -> bool:
        """Whether Prometheus can read the metrics, at a port of their own or with a token."""
        return self.metrics_port is not None or self.metrics_token is not None

    @property
    def trickles(self) -> bool:
        """Whether new bids keep arriving in the demonstration."""
        return self.demo_trickle_seconds > 0 and not self.is_production

    @property
    def shows_schema(self) -> bool:
        """Whether introspection and suggestions are on: in development, or if INTROSPECTION allows them."""
        return not self.is_production if self.introspection is None else self.introspection

    @property
    def takes_any_document(self) -> bool:
        """Whether clients may send documents that are not trusted: not in production, if there are trusted ones."""
        is_closed = self.is_production and self.trusted_documents is not None
        return not is_closed if self.untrusted_documents is None else self.untrusted_documents

    @property
    def ice(self) -> IceTerms:
        secret, lifetime = self.turn_secret.get_secret_value(), timedelta(seconds=self.turn_seconds)
        return IceTerms(self.stun_urls, self.turn_urls, secret, lifetime)

    @property
    def retention(self) -> timedelta:
        return timedelta(hours=self.retention_hours)

    @property
    def amendment_window(self) -> timedelta:
        return timedelta(hours=self.amendment_window_hours)

    @property
    def least_window(self) -> timedelta:
        return timedelta(seconds=self.least_bidding_seconds)


def _readable(url: SecretStr) -> SecretStr:
    """Returns the URL; refuses one that cannot be parsed or that names files that do not exist."""
    try:
        parts = urlsplit(url.get_secret_value())
        _ = parts.port
    except ValueError:
        # The part that cannot be parsed may be a password: never repeat it.
        raise ValueError("must be a URL; percent-encode special characters in a password, such as %2F for /") from None
    said = dict(parse_qsl(parts.query))
    if missing := [name for name in NAMING_FILES if name in said and not Path(said[name]).is_file()]:
        raise ValueError(f"names a file in {missing[0]} that does not exist")
    if said.get("sslmode", MODES[0]) not in MODES:
        raise ValueError(f"has an unknown sslmode; use one of {', '.join(MODES)}")
    return url


class BadSettings(Exception):
    """Some variables are invalid. The message names them but not their values, which may be secrets."""


def read() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()]
        raise BadSettings("\n".join(lines)) from None
