"""What case systems head our columns with: for each column the sure synonyms, then the likely ones.

A sure synonym can mean nothing else in its table; a likely one usually means the column. None heads personal data.
"""

from complaints_report.intake.records.names import normalised, start_kept

Tiers = tuple[tuple[str, ...], tuple[str, ...]]


_TELLING_START = 8
"""How many letters of a heading cut short are enough to know it by."""


def start_of(text: str) -> str:
    """How a longer heading begins that SharePoint may have cut short, in plain letters; else nothing."""
    start = normalised(start_kept(text))
    return start if len(start) >= _TELLING_START else ""


# As ruff would format these tables, they would be four times as long.
# fmt: off
_CASE: Tiers = (
    ("Case Reference", "Case Ref", "Case Reference Number", "Case ID", "CaseDetails.CaseId", "Complaint Reference",
     "Complaint Ref", "Complaint Reference Number", "Complaint Number", "Complaint No", "Complaint ID"),
    ("Reference Number", "Reference No", "Ref", "Ref No", "Ref Number", "Case Number", "Case No", "Ticket Number",
     "Our Reference", "Our Ref"),
)
_STAGE: Tiers = (
    ("Complaint Stage", "Complaints Stage", "Stage of Complaint", "Case Stage", "CaseStatus.CurrentStage",
     "Stage Number", "Stage No", "Complaint Stage Number", "Stage of Procedure"),
    ("Current Stage", "Complaint Level", "Stage Level", "Stage Type"),
)
_SERVICE: Tiers = (
    ("Service Area", "Service Complained About", "Service Complained Of", "Responsible Service", "Service Involved",
     "Complaint Service Area"),
    ("Team", "CaseDetails.Team", "Service Team", "Responsible Team", "Business Area", "Business Unit", "Department",
     "Directorate", "Division"),
)
_YEAR: Tiers = (
    ("Financial Year", "Reporting Year", "Report Year", "Year Ending March"),
    ("FY", "Period", "Reporting Period", "Fin Year"),
)

HEADINGS: dict[str, dict[str, Tiers]] = {
    "complaints": {
        "reference": _CASE,
        "stage": _STAGE,
        "procedure": (
            ("Complaint Procedure", "Complaints Procedure", "Procedure Type", "Complaint Procedure Type",
             "Type of Procedure", "Complaint Process", "Complaints Process", "Statutory or Corporate",
             "Statutory/Corporate", "Corporate/Statutory", "Statutory or Local"),
            ("Complaint Type", "Type of Complaint", "Case Type", "CaseDetails.CaseType", "Process"),
        ),
        "received_on": (
            ("Date Received", "Received Date", "CaseStatusReceipt.DateReceived", "Date Complaint Received",
             "Complaint Received Date", "Stage Received Date", "Date Stage Received", "Date of Receipt",
             "Receipt Date"),
            ("Received", "Complaint Received", "Start Date", "Stage Start Date", "SLA Start Date", "Complaint Date",
             "Date of Complaint", "Date Logged", "Date Opened", "Date Created", "Created", "Created On"),
        ),
        "responded_on": (
            ("Date Responded", "Responded Date", "Response Date", "Date of Response", "Date Response Sent",
             "Response Sent Date", "Date Response Issued", "Response Issued Date", "Actual Response Date",
             "Stage Response Date", "Final Response Date", "Date of Final Response"),
            ("Date Closed", "Closed Date", "Closed On", "CaseStatusClosure.DateClosed", "Closure Date",
             "Date of Closure", "Date Completed", "Completed Date", "Completion Date", "Decision Date",
             "Date Resolved", "Stage End Date"),
        ),
        "service": _SERVICE,
        "outcome": (
            ("Decision", "Complaint Outcome", "Complaint Decision", "Outcome of Complaint", "Outcome Decision",
             "Stage Outcome", "Stage Decision", "CaseStatus.CurrentStageOutcome", "Outcome Type"),
            ("CaseStatus.CurrentOutcome", "Current Outcome", "Case Outcome", "Final Outcome", "Overall Outcome",
             "Resolution", "Finding", "Result", "Disposition"),
        ),
        "method": (
            ("Channel", "Contact Channel", "Complaint Channel", "Method of Contact", "Method of Complaint",
             "Complaint Method", "Received Via", "How Received", "Method Received", "Method of Receipt",
             "Receipt Method", "CaseStatusReceipt.Method"),
            ("Contact Method", "Origin", "Case Origin", "Source"),
        ),
        "complainant": (
            ("Complainant Category", "Complainant Type", "Type of Complainant", "Category of Complainant",
             "Complainant Group", "Complainant Role", "Complainant Relationship", "Relationship to Child",
             "Relationship to Young Person", "Relationship to Child/Young Person", "MainParty.Category"),
            ("Relationship", "Customer Type", "Party Type"),
        ),
        "extension_agreed": (
            ("Extension Granted", "Extension Given", "Extension Applied", "Deadline Extended",
             "Timescale Extended", "Extension Agreed (Y/N)"),
            ("Extension", "Extended"),
        ),
        "statement_agreed_on": (
            ("Date Statement Agreed", "Statement Agreed", "Statement Agreed Date", "Statement of Complaint Agreed",
             "Date Statement of Complaint Agreed", "Statement of Complaint Agreed Date", "Date SOC Agreed",
             "SOC Agreed Date"),
            ("Statement of Complaint Date", "Date Statement Signed", "Statement Signed Date"),
        ),
        "panel_held_on": (
            ("Panel Date", "Date of Panel", "Date Panel Held", "Panel Held", "Panel Held Date", "Review Panel Date",
             "Date of Review Panel", "Panel Meeting Date", "Date of Panel Meeting", "Panel Hearing Date",
             "Stage 3 Panel Date"),
            ("Hearing Date", "Panel"),
        ),
        "panel_report_on": (
            ("Panel Report Date", "Date of Panel Report", "Date Panel Report Issued", "Panel Report Issued",
             "Panel Report Sent", "Date Panel Report Sent", "Review Panel Report Date"),
            ("Panel Findings Date", "Panel Report"),
        ),
        "age_band": (
            ("Age Group", "Age Range", "Age Category", "Age Bracket", "Complainant Age Band", "Complainant Age Group"),
            (),
        ),
        "gender": (
            ("Complainant Gender", "Gender of Complainant", "MainParty.Gender"),
            ("Sex",),
        ),
        "ethnicity": (
            ("Ethnic Group", "Ethnic Origin", "Ethnic Background", "Ethnic Category", "Complainant Ethnicity",
             "Ethnicity of Complainant", "MainParty.Ethnicity"),
            ("Ethnicity Group",),
        ),
        "disability": (
            ("Disabled", "Disability Status", "Has Disability", "Disability Declared", "Complainant Disability",
             "Considers Themselves Disabled", "MainParty.Disability"),
            ("Disabilities",),
        ),
        "sexual_orientation": (
            ("Sexuality", "Complainant Sexual Orientation", "Sexual Orientation of Complainant",
             "MainParty.SexualOrientation"),
            ("Sexual Identity", "Orientation"),
        ),
        "remedy_amount": (
            ("Financial Redress Amount", "Financial Remedy Amount", "Redress Amount", "Compensation Amount",
             "Compensation Paid", "Amount of Compensation", "Remedy Paid", "Remedy Payment"),
            ("Financial Redress", "Financial Remedy", "Compensation", "Payment Amount", "Amount Paid", "Redress"),
        ),
        "investigation_cost": (
            ("Cost of Investigation", "Investigation Costs", "Total Investigation Cost", "Investigator Cost",
             "Independent Investigation Cost", "Stage 2 Investigation Cost", "Stage 2 Cost"),
            ("Cost", "Costs", "Total Cost"),
        ),
    },
    "issues": {
        "reference": _CASE,
        "stage": _STAGE,
        "category": (
            ("Complaint Category", "Issue Category", "Category of Complaint", "Category of Issue", "Issue Type",
             "Type of Issue", "Main Category", "Primary Category", "Allegation Type", "Allegation Category"),
            ("Allegation", "Theme", "Complaint Theme", "Issue Theme", "Complaint Reason", "Nature of Complaint",
             "Reason", "Subject"),
        ),
        "sub_category": (
            ("Complaint Sub-category", "Issue Sub-category", "Sub-category of Complaint", "Secondary Category",
             "Issue Sub-type", "Category Level 2"),
            ("Sub-type", "Sub-theme", "Sub-reason", "Detailed Category"),
        ),
        "outcome": (
            ("Issue Outcome", "Outcome of Issue", "Issue Decision", "Issue Finding", "Decision", "Allegation Outcome",
             "Allegation Finding"),
            ("Finding", "Result", "Complaint Outcome", "Point Outcome"),
        ),
    },
    "compliments": {
        "received_on": (
            ("Date Received", "Received Date", "Date Compliment Received", "Compliment Received Date",
             "Date of Receipt", "Receipt Date", "CaseStatusReceipt.DateReceived"),
            ("Date", "Compliment Date", "Date of Compliment", "Received", "Date Logged", "Date Created", "Created",
             "Created On"),
        ),
        "service": (
            (*(name for name in _SERVICE[0] if "Compl" not in name), "Service Complimented", "Service Praised"),
            _SERVICE[1],
        ),
        "text": (
            ("Compliment", "Compliment Text", "Compliment Details", "Details of Compliment", "Compliment Description",
             "Wording of Compliment"),
            ("Details", "Description", "Comment", "Comments", "Message", "Feedback", "Wording"),
        ),
        "about": (
            (),
            ("Staff Member", "Member of Staff", "Staff Member Praised", "Member of Staff Praised", "Staff Praised",
             "Compliment About", "Staff Complimented", "Who the Compliment is About",
             "Staff", "Officer", "Employee"),
        ),
        "from": (
            (),
            ("Compliment From", "Source of Compliment", "Compliment Source", "Complimenter Type",
             "Type of Complimenter", "From Whom",
             "Source", "Relationship", "Relationship to Child", "Customer Type"),
        ),
        "include": (
            ("Include in Report", "Include in Annual Report", "Quote in Report", "Use in Report",
             "Include (Y/N)"),
            ("For Report", "Quote"),
        ),
    },
    "ombudsman": {
        "reference": (
            ("LGSCO Reference", "LGSCO Ref", "LGSCO Reference Number", "LGSCO Case Reference", "LGSCO Case Number",
             "LGSCO Case ID", "Ombudsman Reference", "Ombudsman Ref", "Ombudsman Case Reference", "LGO Reference",
             "LGO Ref"),
            ("Case Reference", "Case Ref", "Case Number", "Case ID", "Reference Number", "Ref", "Ref No"),
        ),
        "referred_on": (
            ("Date Referred", "Referred Date", "Referral Date", "Date of Referral", "Date Referred to LGSCO",
             "Date Referred to Ombudsman", "LGSCO Referral Date"),
            ("Date Received", "Received Date", "Received", "Date Received from LGSCO", "Date of Enquiry",
             "Enquiry Date", "Date Notified"),
        ),
        "result": (
            ("Decision", "LGSCO Decision", "LGSCO Outcome", "LGSCO Result", "Ombudsman Decision",
             "Ombudsman Outcome", "Ombudsman Result", "LGO Decision", "Final Decision"),
            ("Outcome", "Decision Type", "Decision Outcome"),
        ),
        "decided_on": (
            ("Date of Decision", "Decision Date", "Date Decided", "Decided Date", "Decided",
             "Date of Final Decision", "Final Decision Date", "LGSCO Decision Date", "Ombudsman Decision Date"),
            ("Outcome Date", "Date of Outcome", "Date Closed", "Closed Date", "Closure Date"),
        ),
        "service": _SERVICE,
        "concern": (
            ("Nature of Complaint", "Subject of Complaint", "Complaint About", "Concern Raised",
             "Issue Complained About", "Complaint Summary", "Summary of Complaint"),
            ("Complaint", "Issue", "Subject", "Summary", "Description", "Details"),
        ),
        "finding": (
            ("Findings", "LGSCO Finding", "LGSCO Findings", "Ombudsman Finding", "Ombudsman Findings",
             "Summary of Findings", "Decision Summary", "Summary of Decision"),
            ("Fault Found", "Decision Reason", "Reason for Decision"),
        ),
        "remedy": (
            ("Remedies", "Agreed Remedy", "Remedy Agreed", "Recommended Remedy", "LGSCO Recommendations",
             "Ombudsman Recommendations", "LGSCO Remedy"),
            ("Recommendations", "Agreed Actions", "Actions Agreed", "Actions"),
        ),
        "payment": (
            ("Payment Amount", "Remedy Amount", "Remedy Payment", "Financial Remedy Amount", "Compensation Amount",
             "Payment Agreed", "Amount Paid"),
            ("Financial Remedy", "Financial Payment", "Financial Redress", "Compensation", "Amount"),
        ),
    },
    "learning": {
        "year": _YEAR,
        "stage": _STAGE,
        "source": (
            ("Source of Learning", "Learning Source", "Source of Complaint", "Complaint Source"),
            ("Complainant Type", "Complainant Category", "Type of Complainant"),
        ),
        "service": _SERVICE,
        "summary": (
            ("Learning", "Learning Point", "Learning Identified", "Learning Summary", "Summary of Learning",
             "Lesson", "Lesson Learned", "Lessons Learned", "Lesson Learnt", "Lessons Learnt"),
            ("Issue", "Description", "Details", "Complaint Summary", "What We Learned"),
        ),
        "actions": (
            ("Action", "Action Taken", "Actions Taken", "Action Required", "Actions Required", "Agreed Action",
             "Agreed Actions", "Actions Agreed", "Action Plan"),
            ("Service Improvement", "Service Improvements", "Recommendation", "Recommendations", "What We Did"),
        ),
        "due_on": (
            ("Due Date", "Date Due", "Action Due Date", "Due By", "Target Date", "Target Completion Date",
             "Deadline"),
            ("By When", "Timescale"),
        ),
        "status": (
            ("Action Status", "Status of Action", "Learning Status", "Progress Status", "Action Progress"),
            ("Progress", "Current Status"),
        ),
    },
    "activity": {
        "year": _YEAR,
        "referrals": (
            ("Number of Referrals", "No of Referrals", "Total Referrals", "Referrals Received", "Referral Count",
             "Referrals in Year", "Referrals to Children's Social Care"),
            ("CSC Referrals", "New Referrals"),
        ),
        "assessments": (
            ("Number of Assessments", "No of Assessments", "Total Assessments", "Assessments Completed",
             "Assessment Count", "Assessments in Year"),
            ("Single Assessments", "Child and Family Assessments", "C&F Assessments"),
        ),
    },
    "history": {},
}
# fmt: on
