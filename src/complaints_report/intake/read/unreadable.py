"""Why a file cannot be read, and what to do about it; each is the first two arguments of an UnreadableError."""

_SAVE = "Open it in Excel and save it again as .xlsx, or as CSV (UTF-8)."
_EXPORT = "Export the table from the case system as CSV or Excel, and name that file in report.toml."
_DOUBTFUL = "Do not open it if you do not know where it came from; export the data again."

CUT_SHORT = ("The file is a workbook, or another zip, that is cut short or damaged.", "Export it again.")
PROTECTED = (
    "The workbook is protected with a password, so it cannot be read.",
    "Open it in Excel, take the password off (File, Info, Protect Workbook), and save.",
)
TOO_LARGE = ("The workbook is too large.", "Save the sheet that holds the table as CSV (UTF-8).")
SWOLLEN = (
    "The workbook holds far more than a file of its size should, so for safety it is not opened.",
    _DOUBTFUL,
)
DAMAGED = ("The workbook is damaged, or not made as Excel makes one, so it cannot be read.", _SAVE)
DOCUMENT_TYPE = (
    "The workbook holds something that Excel never puts in one (a document type), so for safety it is not opened.",
    _DOUBTFUL,
)
NO_SHEET = ("The workbook has no visible sheet of cells that can be read.", "Unhide the sheet of the table, and save.")
SHORT_CELLS = ("The workbook (.xlsb) holds cells in a short form that cannot be read.", "Save it as .xlsx.")

CUT_DOWN = "Delete the rows and columns beyond the table, and save."
"""What to do about a sheet that reaches further than its table."""

HTML = ("The file is a web page (HTML), not a workbook or CSV, whatever its name says.", _SAVE)
MHTML = ("The file is a web page saved as one file (MHTML), not a workbook or CSV, whatever its name says.", _SAVE)
XML_2003 = ("The file is an XML Spreadsheet 2003, which cannot be read.", _SAVE)
XML = ("The file is XML of another kind, not a workbook or CSV.", _EXPORT)
TEXT_AS_WORKBOOK = (
    "The file is a text file under the name of an Excel workbook.",
    "Rename it to end in .csv, and name it so in report.toml.",
)
OTHER_ZIP = (
    "The file is a zip that holds no workbook.",
    "If the workbook or CSV is inside, take it out, and name that file in report.toml.",
)
OTHER = ("The file is not a workbook: its bytes are of no kind that Excel writes.", _EXPORT)
MARK = (
    "This is no export, but the mark that Excel leaves beside a file while it is open.",
    "Leave ~$ out of the name.",
)
PDF = ("The file is a PDF, not a workbook or CSV.", _EXPORT)
RICH_TEXT = ("The file is a rich-text document (RTF), not a workbook or CSV.", _EXPORT)
WORD = ("The file is a Word document, not a workbook.", _EXPORT)
POWERPOINT = ("The file is a PowerPoint presentation, not a workbook.", _EXPORT)
OUTLOOK = ("The file is an Outlook message, not a workbook.", "Save what is attached to it, and name that file.")
OLDER = ("The file is an older Office document, not a workbook.", _EXPORT)
OPEN_DOCUMENT = ("The file is an OpenDocument text or presentation, not a spreadsheet.", _EXPORT)
APPLE = ("The file is an Apple Numbers or Pages document.", "Export it from there as CSV or Excel.")


def compressed(how: str) -> tuple[str, str]:
    """A file that a packing program made."""
    return f"The file is compressed ({how}).", "Unpack it, and name the file inside it in report.toml."


def workbook_as_text(kind: str) -> tuple[str, str]:
    """A workbook under the name of a text file."""
    cure = f"Rename it to end in .{kind}, and name it so in report.toml."
    return "The file is a workbook under the name of a text file.", cure
