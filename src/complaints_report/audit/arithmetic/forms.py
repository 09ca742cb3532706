"""How sentences and tables relate numbers: the forms of `forms.toml` as patterns."""

import re
from collections.abc import Iterator, Mapping

from complaints_report.english import WAYS
from complaints_report.package_data import spelled_out, toml_of

_FORMS = toml_of("audit", "arithmetic", "forms.toml")
_PARTS = _FORMS.pop("parts")
_PARTS |= {"ways": "|".join(WAYS), "trends": "|".join(filter(re.compile(_PARTS["trend"]).match, WAYS))}
_PARTS["going"] = "|".join(word for word in WAYS if not re.match(_PARTS["undirected"], word))


class Forms(dict[str, re.Pattern[str]]):
    """The forms of a section of the file, with the parts that they name in their places.

    Each is made when it is first asked for: all of them take a tenth of the time in which a short report is read.
    """

    def __init__(self, section: str) -> None:
        self._words: Mapping[str, str] = _FORMS[section]

    def __missing__(self, name: str) -> re.Pattern[str]:
        spelled = spelled_out(re.sub(r"~(\d+)", r"{gap}{0,\1}?", self._words[name]), _PARTS)
        return self.setdefault(name, re.compile(spelled, re.IGNORECASE))

    def found_in(self, words: str) -> Iterator[re.Match[str]]:
        """Each place in some words where one of the forms stands, form by form."""
        return (match for name in self._words for match in self[name].finditer(words))

    def has(self, name: str, words: str) -> bool:
        """Whether a form stands in some words."""
        return bool(self[name].search(words))
