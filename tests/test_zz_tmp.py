import pytest
from models import database as orm


@pytest.mark.parametrize("i", range(60))
@pytest.mark.usefixtures("database")
async def test_x(i):
    await orm.rows("SELECT 1 AS a")
