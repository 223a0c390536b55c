"""The settings of a language model that reads reports, and the answers that it gave, as they are kept."""

from __future__ import annotations

import re

from generator.model.values import Value

ANSWERS_VERSION = 1
"""Version of the JSON in `content/derived/answers/`."""
NAME = "llm"
"""How `[derive] use` calls the language model that `[llm]` describes."""

PREFIX = f"{NAME}:"
"""How the name of a language model begins among derivers and in rules; its own follows."""
ODD_CHARACTERS = re.compile(r"[^A-Za-z0-9:._/-]")
"""What no name of a deriver may have."""


class ModelSettings(Value, frozen=True):
    """What `[llm]` in `briefing.toml` says. Zero is without a bound; prices are for a million tokens."""

    endpoint: str = ""
    model: str = ""
    key_env: str = ""
    temperature: float = 0
    seed: int = 0
    max_tokens: int = 4096
    timeout: int = 180
    requests_per_minute: int = 0
    parallel: int = 1
    budget_requests: int = 0
    budget_tokens: int = 0
    price_in: float = 0
    price_out: float = 0

    @property
    def rule(self) -> str:
        """The rule of what the model finds, and the name of the deriver: it says the model's name."""
        return f"{PREFIX}{ODD_CHARACTERS.sub('-', self.model)}"


class Prompt(Value, frozen=True):
    """What a model is asked: the messages, and the JSON Schema of the answer. `hash` is that of all that an answer hangs on."""

    hash: str
    system: str
    user: str
    schema_name: str
    schema: str


class KeptAnswer(Value, frozen=True):
    """An answer as it came, with the day on which it did.

    `of` is the hash of the question. `answered_by` is the model as the endpoint calls it. `cut_off_at` are the tokens after
    which the answer was cut off, 0 where it is whole. Tokens are those that the endpoint counted, 0 where it did not.
    """

    schema: int
    of: str
    model: str
    answered_by: str
    day: str
    cut_off_at: int
    tokens_in: int
    tokens_out: int
    answer: str
