"""What the XML of all parts of Word files shares: its namespaces, its elements, and how it is written."""

from typing import Any

from lxml import etree

Node = Any
"""An element of lxml, whose own types allow for absences that no document has."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = (W + "del", W + "moveFrom")


def written(root: Node) -> bytes:
    """A part as it stands in a file."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def is_deleted(node: Node) -> bool:
    """Whether something is gone once tracked changes are accepted."""
    return any(one.tag in _DELETED for one in node.iterancestors())
