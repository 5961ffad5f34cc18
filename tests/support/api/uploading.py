"""Files on their way to a running server: bytes by PUT and by tus, as clients send them."""

from typing import Any

import httpx

from tests.support.api.client import http_client
from tests.support.domain.market import Person

PDF = b"%PDF-1.7\n" + b"% a page of it\n" * 40


async def begun(
    somebody: Person, content: bytes, name: str = "plan.pdf", media_type: str = "application/pdf"
) -> dict[str, Any]:
    """A new upload of that many bytes, none of which were sent yet."""
    return await somebody.do("startUpload", fileName=name, mediaType=media_type, byteSize=len(content))


async def uploaded(
    somebody: Person, content: bytes = PDF, name: str = "plan.pdf", media_type: str = "application/pdf"
) -> str:
    """The id of a complete upload."""
    upload = await begun(somebody, content, name, media_type)
    answer = await put(upload["url"], content)
    assert answer.status_code == 204, answer.text
    return str(upload["id"])


async def put(url: str, content: Any, **headers: str) -> httpx.Response:
    async with http_client() as client:
        return await client.put(url, content=content, headers=headers)


def refusal_in(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of an answer that is one error as JSON."""
    (error,) = answer.json()["errors"]
    assert error["message"]
    return answer.status_code, error["extensions"]["code"]
