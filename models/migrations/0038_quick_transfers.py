"""Transfers by a function of PostgreSQL, and guards that look at a whole statement instead of each posting."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from models.database import is_postgres, rows

# A plan that was made while the tables were small is kept: it must not be one that reads all of them.
# Accounts come in the order of their keys, which is the order of their locks. One without a net amount is summed, and
# has no balance in its row. `behind` is what the transfer still moves on an account after a posting.
TRANSFER = """
CREATE FUNCTION ledger_transfer(
  journal UUID, command TEXT, stage UUID, payment UUID, actor UUID, moment TIMESTAMPTZ,
  accounts UUID[], kinds TEXT[], owners UUID[], currencies TEXT[], nets BIGINT[],
  places INT[], reasons TEXT[], amounts BIGINT[], behind BIGINT[]) RETURNS boolean LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  balances BIGINT[] := '{}';
  balance BIGINT;
BEGIN
  IF EXISTS (SELECT FROM ledger_journal WHERE key = command) THEN
    RETURN false;
  END IF;
  FOR place IN 1 .. cardinality(accounts) LOOP
    balance := NULL;
    IF nets[place] IS NOT NULL THEN
      UPDATE ledger_account SET balance_minor = balance_minor + nets[place] WHERE id = accounts[place]
      RETURNING balance_minor INTO balance;
      IF NOT FOUND THEN
        INSERT INTO ledger_account (id, kind, owner_id, currency, balance_minor)
        VALUES (accounts[place], kinds[place], owners[place], currencies[place], nets[place])
        ON CONFLICT (id) DO UPDATE SET balance_minor = ledger_account.balance_minor + excluded.balance_minor
        RETURNING balance_minor INTO balance;
      END IF;
    ELSIF NOT EXISTS (SELECT FROM ledger_account WHERE id = accounts[place]) THEN
      INSERT INTO ledger_account (id, kind, owner_id, currency)
      VALUES (accounts[place], kinds[place], owners[place], currencies[place]) ON CONFLICT (id) DO NOTHING;
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
# The postings of a journal come with it, in one statement, or never: what was there before is not in `posted`.
POSTINGS = """
CREATE FUNCTION refuse_wrong_postings() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
  IF EXISTS (SELECT FROM posted GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'the journal is not balanced' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM posted WHERE
      (SELECT id FROM ledger_account WHERE id = posted.account_id AND currency = posted.currency) IS NULL) THEN
    RAISE EXCEPTION 'there is no such account in this currency' USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF EXISTS (SELECT FROM posted GROUP BY journal_id HAVING
      (SELECT id FROM ledger_journal WHERE id = posted.journal_id) IS NULL
      OR count(*) <> (SELECT count(*) FROM ledger_posting WHERE journal_id = posted.journal_id)) THEN
    RAISE EXCEPTION 'the journal is not there, or sealed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$"""
JOURNAL = """
CREATE FUNCTION refuse_empty_journal() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM ledger_posting WHERE journal_id = NEW.id) THEN
    RAISE EXCEPTION 'the journal has no postings' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$"""
STATEMENTS = (
    POSTINGS,
    JOURNAL,
    "DROP TRIGGER ledger_posting_late ON ledger_posting",
    "DROP TRIGGER ledger_journal_balanced ON ledger_journal",
    "DROP FUNCTION refuse_late_posting()",
    "DROP FUNCTION refuse_unbalanced_journal()",
    # Each check of a reference locks the row of the account that everybody posts to. Nobody can delete an account or a
    # journal, or give it another key, so it is enough that they are there.
    "ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_journal_id_fkey",
    "ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_account_id_currency_fkey",
    "CREATE TRIGGER ledger_posting_late AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS posted "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_wrong_postings()",
    "CREATE TRIGGER ledger_journal_balanced AFTER INSERT ON ledger_journal "
    "FOR EACH ROW EXECUTE FUNCTION refuse_empty_journal()",
    # A new balance finds room beside the former one, and then leaves the indexes alone.
    "ALTER TABLE ledger_account SET (fillfactor = 70)",
    TRANSFER,
)


async def guard(*_: Any) -> None:
    """SQLite keeps its triggers: it has one writer, and no function."""
    if is_postgres():
        for statement in STATEMENTS:
            await rows(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0037_fees_of_contracts")]

    initial = False

    operations = [ops.RunPython(guard)]
