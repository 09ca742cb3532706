"""What becomes of tracked changes when somebody accepts or rejects them all."""

from docx.oxml.ns import qn


def resolve(root, keep):
    """Accepts every tracked change of a part ("ins"), or rejects it ("del"), as Word does."""
    drop = "del" if keep == "ins" else "ins"
    for one in list(root.iter(qn(f"w:{drop}"))):
        one.getparent().remove(one)
    for one in list(root.iter(qn(f"w:{keep}"))):
        for child in list(one):
            one.addprevious(child)
        one.getparent().remove(one)
    for one in list(root.iter(qn("w:delText"))):
        one.tag = qn("w:t")


def resolves(keep):
    """Accepts every tracked change of the text, or rejects it."""
    return lambda document: resolve(document.element.body, keep)
