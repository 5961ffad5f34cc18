"""A market to look at, made through the same verbs that everyone uses."""


async def make() -> str:
    return "nothing yet"
