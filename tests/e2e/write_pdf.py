"""Writes the PDF files that the tests read, plainly: no compression, one object after the other.

    write_pdf.py scan OUT WIDTH HEIGHT JPEG...   a page for each picture, of so many points
    write_pdf.py print OUT FONT LINE...          a page of a card's size, in a font it only names
    write_pdf.py empty OUT COUNT                 so many pages with nothing on them
    write_pdf.py locked OUT                      a page that a password is needed for
"""
import struct
import sys


def stream(data, entries=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(width, height, contents, resources):
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %f %f] /Contents %d 0 R " \
        b"/Resources << %s >> >>" % (width, height, contents, resources)


def write(path, pages, others=(), trailer=b""):
    """PAGES: for each its objects, given the number of the first; that one is the page."""
    objects, kids = [None, None], []
    for make in pages:
        kids.append(len(objects) + 1)
        objects += make(len(objects) + 1)
    objects += others
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n" \
        b"startxref\n%d\n%%%%EOF\n" % (
            len(objects) + 1, rows, len(objects) + 1, trailer, len(out))
    with open(path, "wb") as file:
        file.write(out)


def size_of(jpeg):
    """Width and height, of the frame's header."""
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
    return struct.unpack(">HH", jpeg[at + 5:at + 9])[::-1]


def scan(path, width, height, *pictures):
    def page_of(picture):
        with open(picture, "rb") as file:
            jpeg = file.read()
        entries = b"/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB " \
            b"/BitsPerComponent 8 /Filter /DCTDecode" % size_of(jpeg)
        w, h = float(width), float(height)
        return lambda number: [
            page(w, h, number + 1, b"/XObject << /I %d 0 R >>" % (number + 2)),
            stream(b"%f 0 0 %f 0 0 cm /I Do" % (w, h)), stream(jpeg, entries)]
    write(path, [page_of(picture) for picture in pictures])


def print_lines(path, font, *lines):
    draw = b"BT /F 14 Tf 16 TL 20 125 Td "
    for line in lines:
        draw += b"(%s) Tj T* /F 9 Tf " % line.encode("latin-1")
    fonts = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /%s >> >>" % font.encode()
    write(path, [lambda number: [page(252, 153, number + 1, fonts), stream(draw + b"ET")]])


def empty_page(number):
    del number
    return [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 252 153] >>"]


def empty(path, count):
    write(path, [empty_page] * int(count))


def locked(path):
    entries = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
    write(path, [empty_page], [entries], b"/Encrypt 4 0 R /ID [<aa> <aa>]")


if __name__ == "__main__":
    {"scan": scan, "print": print_lines, "empty": empty, "locked": locked}[sys.argv[1]](
        *sys.argv[2:])
