"""A part of a settings file."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from complaints_report.errors import suggestion


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
