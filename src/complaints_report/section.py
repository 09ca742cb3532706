"""A part of a settings file, and what to say of a word in it that is not known."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


def suggestion(word: str, known: list[str]) -> str:
    """Words that offer the nearest known spelling, or list what is known."""
    near = get_close_matches(word.casefold(), known, n=1)
    return f"did you mean '{near[0]}'?" if near else "use one of: " + ", ".join(known) + "."


class Section(BaseModel):
    """A part of the settings; a key it does not know is an error that suggests the right one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _no_unknown_keys(cls, data: Any) -> Any:
        for key in data if isinstance(data, dict) else ():
            if key not in cls.model_fields:
                cure = suggestion(key, list(cls.model_fields))
                raise PydanticCustomError(
                    "unknown_key", "there is no setting '{key}' here; {cure}", {"key": key, "cure": cure}
                )
        return data
