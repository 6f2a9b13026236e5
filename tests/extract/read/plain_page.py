"""A plain page of five rows, drawn as programs draw it: its words, under which a test sets the figures."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

ROWS = (
    ("Almere", 405, 331, 1060, 288, 2084),
    ("Dronten", 77, 19, 150, 44, 290),
    ("Lelystad", 121, 203, 640, 139, 1103),
    ("Urk", 8, 11, 41, 12, 72),
    ("TOTAAL AMR", 611, 564, 1891, 483, 3549),
)
TOP, LEFT = 600, 60
RIGHTS = (250, 320, 390, 460, 530)
SENTENCE = "In de arbeidsmarktregio Flevoland bevat het doelgroepregister 4.200 personen; 85% is bekend binnen Sonar."


def draw_heads(canvas: Canvas) -> None:
    """The headings and the heads of the columns."""
    canvas.setFont("Helvetica-Bold", 14)
    for line, text in enumerate(("Transparantie van klantprofielen", "Tweede kwartaal 2020", "Flevoland")):
        canvas.drawString(LEFT, 760 - 20 * line, text)
    canvas.setFont("Helvetica-Bold", 7)
    canvas.drawCentredString(285, TOP, "Gemeenteklanten in Sonar")
    canvas.drawCentredString(425, TOP, "UWV-klanten in Sonar")
    heads = ("Profiel", "Geen profiel", "Profiel", "Geen profiel", "Totaal in Sonar")
    for right, text in zip(RIGHTS, heads, strict=True):
        canvas.drawRightString(right, TOP - 14, text)
    canvas.drawString(LEFT, TOP - 14, "Gemeente")
