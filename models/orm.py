"""The configuration for the ORM's command line, which compares the tables with the migrations and needs no database."""

from models.database import configuration

TORTOISE_ORM = configuration("sqlite://:memory:")
