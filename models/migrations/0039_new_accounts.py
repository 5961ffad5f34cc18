"""Accounts that several transfers make at once: none of them fails."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from models.database import is_postgres, rows

# An account is unique by two indexes, and `ON CONFLICT` with one of them fails if another transfer is at the other
# one. Without a name of an index it waits at both, so a new account begins with nothing.
TRANSFER = """
CREATE OR REPLACE FUNCTION ledger_transfer(
  journal UUID, command TEXT, stage UUID, payment UUID, actor UUID, moment TIMESTAMPTZ,
  accounts UUID[], kinds TEXT[], owners UUID[], currencies TEXT[], nets BIGINT[],
  places INT[], reasons TEXT[], amounts BIGINT[], behind BIGINT[])
RETURNS boolean LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  balances BIGINT[] := '{}';
  balance BIGINT;
BEGIN
  IF EXISTS (SELECT FROM ledger_journal WHERE key = command) THEN
    RETURN false;
  END IF;
  FOR place IN 1 .. cardinality(accounts) LOOP
    balance := NULL;
    IF nets[place] IS NULL THEN
      IF NOT EXISTS (SELECT FROM ledger_account WHERE id = accounts[place]) THEN
        INSERT INTO ledger_account (id, kind, owner_id, currency)
        VALUES (accounts[place], kinds[place], owners[place], currencies[place]) ON CONFLICT DO NOTHING;
      END IF;
    ELSE
      UPDATE ledger_account SET balance_minor = balance_minor + nets[place] WHERE id = accounts[place]
      RETURNING balance_minor INTO balance;
      IF NOT FOUND THEN
        INSERT INTO ledger_account (id, kind, owner_id, currency)
        VALUES (accounts[place], kinds[place], owners[place], currencies[place]) ON CONFLICT DO NOTHING;
        UPDATE ledger_account SET balance_minor = balance_minor + nets[place] WHERE id = accounts[place]
        RETURNING balance_minor INTO balance;
      END IF;
    END IF;
    balances := balances || balance;
  END LOOP;
  WITH sealed AS (
    INSERT INTO ledger_journal (id, key, stage_id, payment_id, by_id, at)
    VALUES (journal, command, stage, payment, actor, moment))
  INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor, balance_after_minor)
  SELECT journal, accounts[each.place], each.reason, currencies[each.place], each.amount,
    balances[each.place] - each.behind
  FROM unnest(places, reasons, amounts, behind) AS each(place, reason, amount, behind);
  RETURN true;
END $$"""


async def replace(*_: Any) -> None:
    """SQLite has one writer."""
    if is_postgres():
        await rows(TRANSFER)


class Migration(migrations.Migration):
    dependencies = [("models", "0038_quick_transfers")]

    initial = False

    operations = [ops.RunPython(replace)]
