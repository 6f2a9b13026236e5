"""What happens to a PDF after its engine has made it: turned pages, forms, boxes, how it was saved."""

from __future__ import annotations

import io
import math
import re

import pikepdf

from facsimiles.layout import Layout

_FIELDS = ("turn", "form", "saved", "user_unit", "layers", "metrics")
_LEFT, _BELOW, _RIGHT, _ABOVE = 40, 60, 30, 20


def finished(pdf: bytes, layout: Layout) -> bytes:
    """The PDF as the layout wants it handed over. Deterministic, as far as the engine is."""
    if all(getattr(layout, name) == getattr(Layout(), name) for name in _FIELDS) and layout.paper != "cropped":
        return pdf
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            if layout.form != "none":
                _into_form(document, page, is_nested=layout.form == "nested")
            if layout.paper == "cropped":
                _crop(page)
            if layout.turn != "none":
                _turn(document, page, layout.turn)
            if layout.layers != "none":
                _into_layers(document, page, layout.layers)
            if layout.user_unit != 1:
                _scale(page, layout.user_unit)
        if layout.metrics != "true":
            _falsify_metrics(document, is_flat=layout.metrics == "flat")
        objects = pikepdf.ObjectStreamMode.generate if layout.saved == "objects" else pikepdf.ObjectStreamMode.disable
        document.save(out, deterministic_id=True, object_stream_mode=objects, linearize=layout.saved == "objects")
    return _with_update(out.getvalue()) if layout.saved == "incremental" else out.getvalue()


def resaved(pdf: bytes) -> bytes:
    """The same publication under other bytes: opened and saved again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, deterministic_id=True, compress_streams=False, recompress_flate=False)
    return out.getvalue()


def _into_form(document: pikepdf.Pdf, page: pikepdf.Page, *, is_nested: bool) -> None:
    """Moves all of the page into a form that it paints; nested: into a form within one, half as large."""
    page.contents_coalesce()
    form = document.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox, form.Resources = page.mediabox, page.Resources
    if is_nested:
        form["/Matrix"] = pikepdf.Array([0.5, 0, 0, 0.5, 0, 0])
        outer = document.make_stream(b"q 2 0 0 2 0 0 cm /Fx0 Do Q")
        outer.Type, outer.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        outer.BBox = page.mediabox
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fx0=form))
        form = outer
    page.Contents = document.make_stream(b"/Fx0 Do")
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fx0=form))


def _into_layers(document: pikepdf.Pdf, page: pikepdf.Page, kind: str) -> None:
    """What is printed goes into a layer that is shown; one switched off lies over it, with other numbers or a stamp."""
    if "/OCProperties" not in document.Root:
        layers = [
            document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("Tabel", "Oud")
        ]
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array(layers),
            D=pikepdf.Dictionary(ON=pikepdf.Array(layers[:1]), OFF=pikepdf.Array(layers[1:]), Order=pikepdf.Array([])),
        )
    shown, hidden = document.Root.OCProperties.OCGs
    page.contents_coalesce()
    page.Resources = pikepdf.Dictionary(page.get("/Resources", pikepdf.Dictionary()))
    page.Resources["/Properties"] = pikepdf.Dictionary(Shown=shown, Hidden=hidden)
    fonts = pikepdf.Dictionary(page.Resources.get("/Font", pikepdf.Dictionary()))
    fonts["/FHidden"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources["/Font"] = fonts
    page.contents_add(b"/OC /Shown BDC q", prepend=True)
    page.contents_add(b"Q EMC")
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    if kind == "hidden_stamp":
        text = b"0.64 0.77 -0.77 0.64 %d %d Tm /FHidden 70 Tf (VOORBEELD) Tj" % (x0 + 120, y0 + 200)
    else:
        places = [(x, y) for x in range(int(x0) + 60, int(x1), 60) for y in range(int(y0) + 60, int(y1), 9)]
        text = b"/FHidden 8 Tf " + b" ".join(b"1 0 0 1 %d %d Tm (888) Tj" % place for place in places)
    hidden_text = b"BT 0 g " + text + b" ET"
    if kind == "hidden_form":
        form = document.make_stream(hidden_text)
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, page.mediabox
        form.Resources = pikepdf.Dictionary(Font=fonts)
        hidden_text = b"/%s Do" % bytes(page.add_resource(form, pikepdf.Name.XObject, prefix="Old"))[1:]
    if kind != "shown":
        page.contents_add(b"/OC /Hidden BDC " + hidden_text + b" EMC")


def _scale(page: pikepdf.Page, unit: float) -> None:
    """The page in a unit of its own: as large on paper, in other numbers."""
    page.contents_add(b"q %.6f 0 0 %.6f 0 0 cm" % (1 / unit, 1 / unit), prepend=True)
    page.contents_add(b"Q")
    page.UserUnit = unit
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if name in page.obj:
            page.obj[name] = pikepdf.Array([float(edge) / unit for edge in page.obj[name]])
    if "/Annots" in page.obj:
        del page.obj["/Annots"]


def _falsify_metrics(document: pikepdf.Pdf, *, is_flat: bool) -> None:
    """Fonts that give a false height for their letters: none at all, or many times too much."""
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.FontDescriptor:
            item.Ascent, item.Descent = (0, 0) if is_flat else (3000, -3000)
            item.FontBBox = pikepdf.Array([0, 0, 0, 0] if is_flat else [-1000, -3000, 3000, 3000])


def _crop(page: pikepdf.Page) -> None:
    """A sheet larger than what is shown, whose corner is not at the origin."""
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    page.MediaBox = pikepdf.Array([x0 - _LEFT, y0 - _BELOW, x1 + _RIGHT, y1 + _ABOVE])
    page.CropBox = pikepdf.Array([x0, y0, x1, y1])


def _turn(document: pikepdf.Pdf, page: pikepdf.Page, turn: str) -> None:
    """`rotate_`: the content turned one way and the page the other, so that it is shown upright.

    `sideways_`: only the page is turned; `text_`: only the content. Both are shown lying on their side. `tilt_`: the
    content lies a few degrees askew.
    """
    kind, degrees = turn.split("_")
    if kind == "tilt":
        _tilt(page, float(degrees))
        return
    if kind in ("rotate", "sideways"):
        page.Rotate = int(degrees)
    if kind == "sideways":
        return
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    width, height = x1 - x0, y1 - y0
    matrix = {
        "90": (0, 1, -1, 0, height + y0, -x0),
        "180": (-1, 0, 0, -1, width + x0, height + y0),
        "270": (0, -1, 1, 0, -y0, width + x0),
    }[degrees]
    page.contents_add(b"q %s cm" % " ".join(f"{part:.4f}" for part in matrix).encode(), prepend=True)
    page.contents_add(b"Q")
    if degrees != "180":
        page.MediaBox = pikepdf.Array([0, 0, height, width])
    else:
        page.MediaBox = pikepdf.Array([0, 0, width, height])
    for gone in ("/CropBox", "/Annots", "/TrimBox", "/BleedBox", "/ArtBox"):
        if gone in page.obj:
            del page.obj[gone]


def _tilt(page: pikepdf.Page, degrees: float) -> None:
    """All of the page turned a little clockwise about its middle, as a sheet that was laid in askew."""
    x0, y0, x1, y1 = (float(edge) for edge in page.mediabox)
    cos, sin = math.cos(math.radians(degrees)), -math.sin(math.radians(degrees))
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    matrix = (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
    page.contents_add(b"q %s cm" % " ".join(f"{part:.6f}" for part in matrix).encode(), prepend=True)
    page.contents_add(b"Q")
    if "/Annots" in page.obj:
        del page.obj["/Annots"]


def _with_update(pdf: bytes) -> bytes:
    """An incremental update that only says that the document was saved again; the old bytes stay."""
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    root = re.findall(rb"/Root (\d+ \d+ R)", pdf)[-1]
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    start = len(pdf) + 1
    body = b"\n%d 0 obj\n<< /Producer (Opgeslagen) /ModDate (D:20210201120000Z) >>\nendobj\n" % size
    table = len(pdf) + len(body)
    update = b"xref\n%d 1\n%010d 00000 n \n" % (size, start)
    update += b"trailer\n<< /Size %d /Root %s /Info %d 0 R /Prev %d >>\n" % (size + 1, root, size, previous)
    return pdf + body + update + b"startxref\n%d\n%%%%EOF\n" % table
