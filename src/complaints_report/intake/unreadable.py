"""What is said of a workbook that cannot be read."""

CUT_SHORT = "The file is a workbook, or another zip, that is cut short or damaged."
PROTECTED = "The workbook is protected with a password, so it cannot be read."
TOO_LARGE = "The workbook is too large: save the sheet that holds the table as CSV (UTF-8)."
SWOLLEN = "The workbook unpacks to far more than its size allows, as no honest workbook does, so it is not read."
DAMAGED = "The workbook is damaged, or not made as Excel makes one, so it cannot be read."
DOCUMENT_TYPE = "The workbook holds XML with a document type, which no honest workbook does, so it is not read."
NO_SHEET = "The workbook has no visible sheet of cells that can be read."
