"""An endpoint that answers well, badly, slowly and not at all."""

import socket
import time

import pytest
from msgspec.structs import replace

from generator.model.language_models import ModelSettings, Prompt
from generator.runtime.endpoint import Endpoint, Reply, Unanswered, key_in
from tests.fake_model import Said, always, answered, serving

ASKED = Prompt("h", "Read.", "the report", "findings", '{"type":"object"}')
KEY = "sk-very-secret-0123456789"


def settings(address: str, **given: object) -> ModelSettings:
    return replace(ModelSettings(endpoint=address, model="small", timeout=10), **given)


def quick(address: str, key: str = "", **given: object) -> Endpoint:
    """An endpoint whose waits are noted and not waited."""
    return Endpoint(settings(address, **given), key, wait=lambda _seconds: None)


def test_an_answer_is_what_the_model_said_with_the_tokens_that_were_counted() -> None:
    with serving(always("Hello")) as model:
        assert Reply("Hello", "served-model", is_cut_off=False, tokens_in=100, tokens_out=20) == quick(model.address).ask(ASKED)


def test_a_request_has_the_settings_and_the_form_of_the_answer() -> None:
    with serving(always("{}")) as model:
        quick(model.address, seed=7, max_tokens=500).ask(ASKED)
    asked = model.asked[0]
    assert ("small", 0, 7, 500, False) == tuple(
        asked[name] for name in ("model", "temperature", "seed", "max_tokens", "stream")
    )
    assert {"name": "findings", "strict": True, "schema": {"type": "object"}} == asked["response_format"]["json_schema"]
    assert [("system", "Read."), ("user", "the report")] == [(one["role"], one["content"]) for one in asked["messages"]]


def test_a_server_that_lacks_a_form_is_asked_in_the_next_one_and_so_from_then_on() -> None:
    def behaviour(asked: dict[str, object], _number: int) -> Said:
        return Said(b"no such response_format", 400) if "response_format" in asked else answered("{}")

    with serving(behaviour) as model:
        endpoint = quick(model.address)
        assert ["{}", "{}"] == [endpoint.ask(ASKED).text for _ in range(2)]
    forms = [asked.get("response_format", {}).get("type", "text") for asked in model.asked]
    assert ["json_schema", "json_object", "text", "text"] == forms
    assert ASKED.schema in model.asked[-1]["messages"][0]["content"]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with serving(lambda _asked, number: answered("{}") if number == 2 else Said(b"busy", status)) as model:
        assert "{}" == quick(model.address).ask(ASKED).text
    assert 3 == len(model.asked)


def test_a_server_that_stays_busy_is_given_up_in_words() -> None:
    with (
        serving(lambda _asked, _number: Said(b"over\nloaded", 503)) as model,
        pytest.raises(Unanswered, match=r"answers 503 \(over loaded\)"),
    ):
        quick(model.address).ask(ASKED)
    assert 4 == len(model.asked)


def test_waits_grow_and_are_never_shorter_than_the_server_wants() -> None:
    waits: list[float] = []
    with (
        serving(lambda _asked, number: Said(b"", 429, (("Retry-After", "7"),) if number == 1 else ())) as model,
        pytest.raises(Unanswered),
    ):
        Endpoint(settings(model.address), wait=waits.append).ask(ASKED)
    assert [True, True, True] == [0.2 < waits[0] < 0.8, 7 == waits[1], 0.9 < waits[2] < 3.1]


def test_a_server_that_wants_to_be_left_alone_for_long_is() -> None:
    with (
        serving(lambda _asked, _number: Said(b"", 429, (("Retry-After", "3600"),))) as model,
        pytest.raises(Unanswered) as error,
    ):
        quick(model.address).ask(ASKED)
    assert (1, True) == (len(model.asked), error.value.is_down)


def test_nobody_who_answers_is_told_and_ends_the_asking() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(Unanswered, match=f"nobody answers at 127.0.0.1:{port}") as error:
        quick(f"http://127.0.0.1:{port}/v1").ask(ASKED)
    assert error.value.is_down


@pytest.mark.parametrize("said", [Said(b"{}", before=60), Said(b"x" * 1000, between=0.2)], ids=["not at all", "drop by drop"])
def test_a_slow_answer_is_cut_off_at_its_deadline(said: Said) -> None:
    with serving(lambda _asked, _number: said) as model:
        begun = time.monotonic()
        with pytest.raises(Unanswered, match="did not answer within 1 s"):
            quick(model.address, timeout=1).ask(ASKED)
        assert 2 == len(model.asked)
        assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'"x"',
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_response_of_a_model_is_told(body: bytes) -> None:
    with (
        serving(lambda _asked, _number: Said(body)) as model,
        pytest.raises(Unanswered, match="does not answer as an endpoint of models does"),
    ):
        quick(model.address).ask(ASKED)


def test_a_response_without_end_is_not_read_to_it() -> None:
    with (
        serving(lambda _asked, _number: Said(b"x" * (9 << 20))) as model,
        pytest.raises(Unanswered, match="answers more than 8 MB"),
    ):
        quick(model.address).ask(ASKED)


def test_no_redirect_is_followed() -> None:
    with (
        serving(always("{}")) as other,
        serving(lambda _asked, _number: Said(b"", 307, (("Location", f"{other.address}/chat/completions"),))) as model,
        pytest.raises(Unanswered, match="answers 307"),
    ):
        quick(model.address, KEY).ask(ASKED)
    assert [] == other.asked


def test_the_key_is_sent_and_is_in_no_message_and_no_answer() -> None:
    with serving(lambda _asked, number: Said(f"bad key {KEY}".encode(), 401) if number else answered(f"{{}} {KEY}")) as model:
        endpoint = quick(model.address, KEY)
        assert "{} …" == endpoint.ask(ASKED).text
        with pytest.raises(Unanswered) as error:
            endpoint.ask(ASKED)
    assert f"Bearer {KEY}" == model.headers[0]["Authorization"]
    assert (True, False) == ("bad key …" in str(error.value), KEY in repr(error.value))
    assert error.value.is_down


@pytest.mark.parametrize("value", ["", "two words-sk-1", "a\nb-sk-2", "schlüssel-sk-3"])
def test_what_is_no_key_is_told_and_not_repeated(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_KEY", value)
    key, wrong = key_in("LLM_KEY")
    assert ("", True, False) == (key, "LLM_KEY" in wrong, bool(value) and value in wrong)


def test_requests_keep_to_their_rate() -> None:
    waits: list[float] = []
    with serving(always("{}")) as model:
        endpoint = Endpoint(settings(model.address, requests_per_minute=60), wait=waits.append)
        for _ in range(3):
            endpoint.ask(ASKED)
    assert [1, 2] == [round(wait) for wait in waits]


def test_a_stop_cuts_what_is_under_way() -> None:
    with serving(lambda _asked, _number: Said(b"{}", before=60)) as model:
        endpoint = Endpoint(settings(model.address, timeout=50))
        import threading

        threading.Timer(0.3, endpoint.stop).start()
        begun = time.monotonic()
        with pytest.raises(Unanswered):
            endpoint.ask(ASKED)
        assert time.monotonic() - begun < 20
