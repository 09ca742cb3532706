"""What the columns of the made-up export may hold, for every peer that checks them."""

COLUMNS = (
    "reference stage procedure received_on responded_on service outcome method complainant extension_agreed "
    "statement_agreed_on panel_held_on panel_report_on age_band gender ethnicity disability sexual_orientation "
    "remedy_amount investigation_cost"
)
# fmt: off
COUNTED = {
    "stage": ["Stage 1", "Stage 2", "Stage 3"],
    "procedure": ["Statutory (Children Act)", "Local (corporate)"],
    "service": [
        "Children in Care - East", "Children in Care - South", "Children in Care - Care Leavers",
        "Children with Disabilities", "Fostering", "Special Guardianship", "Adoption", "Reviewing Service",
        "Assessment - East", "Assessment - South", "First Contact Team", "Emergency Duty Team",
        "Safeguarding - East", "Safeguarding - South", "Family Time",
    ],
    "outcome": ["Upheld", "Partly upheld", "Not upheld", "No finding", "Outside jurisdiction", "Withdrawn"],
    "method": ["E-mail", "Web form", "Post", "Telephone", "In person", "Other"],
    "complainant": ["Parent", "Extended family", "Child or young person", "Care leaver", "Carer", "Adopter",
                    "Adopted adult", "Advocate", "Professional", "Other"],
    "extension_agreed": ["Yes", "No"],
}
# fmt: on
DAYS = ["received_on", "responded_on", "statement_agreed_on", "panel_held_on", "panel_report_on"]
POUNDS = ["remedy_amount", "investigation_cost"]
REQUIRED = ["reference", "stage", "procedure", "received_on", "service"]
UNTIMED = ["Withdrawn", "Outside jurisdiction"]
DAY, FIRST, CALENDAR_BEGINS, EXPORTED = "%d/%m/%Y", "2000-01-01", "2015-01-01", "2024-06-14"
AMOUNT = r"£?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?"
SPOILT = r"\d(\.\d+)?E\+\d+|(\d{1,2}-)?[a-z]{3}-\d\d"
"""A reference that a spreadsheet took for a long number or a date."""
